"""Which names a watchlist lists: the settings of its entities in, names made ready for matching out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.names import WatchedName, watched_name
from watchlist.needs import Conditions, Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchlist.settings import ActorSettings, PlaceSettings, WatchlistSettings

_UNKNOWN = "und"


def watched_names(settings: WatchlistSettings) -> Iterator[WatchedName]:
    """All names of all entities; an entity that lists none is looked for by what it is called."""
    for kind, entities in (("place", settings.places), ("actor", settings.actors)):
        for entity in entities:
            yield from _names_of(kind, entity)


def _names_of(kind: str, entity: PlaceSettings | ActorSettings) -> Iterator[WatchedName]:
    listed = [(code, name) for code, names in entity.names.items() for name in names] or [(_UNKNOWN, entity.name)]
    for language, name in listed:
        if isinstance(name, str):
            yield watched_name(entity.id, kind, name, language=language)
        else:
            yield watched_name(
                entity.id,
                kind,
                name.text,
                language=language,
                conditions=Conditions(needs=(Need(context=True),)) if name.needs else None,
                exact=name.exact,
                case=name.case,
            )
