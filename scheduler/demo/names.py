"""The demo's watchlist: its text, and which id each listed name belongs to."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from scheduler.configuration.files import WATCHLIST, parse_settings
from watchlist.name_settings import NameSettings
from watchlist.settings import WatchlistSettings


@cache
def watchlist_text() -> str:
    """``watchlist.yaml`` of the demo."""
    return (files("scheduler.demo") / "settings" / WATCHLIST).read_text(encoding="utf-8")


def ids_of_names(watchlist: str) -> dict[str, str]:
    """The id behind every name that stands in a ``watchlist.yaml``, and behind what alerts call it."""
    settings, _ = parse_settings(WATCHLIST, watchlist.encode(), WatchlistSettings)
    ids = {}
    for entity in (*settings.places, *settings.actors):
        ids[entity.name] = entity.id
        for names in entity.names.values():
            ids |= {name.text if isinstance(name, NameSettings) else name: entity.id for name in names}
    return ids
