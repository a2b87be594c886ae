"""World-building for the watchlist's tests: lists in a line, texts in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.check import problems
from watchlist.mentions import Text
from watchlist.settings import WatchlistSettings
from watchlist.watchlist import Watchlist

if TYPE_CHECKING:
    from watchlist.mentions import Mention
    from watchlist.problem import Problem

Name = str | dict[str, object]


def watching(*names: Name, language: str = "ar", kind: str = "places") -> Watchlist:
    """A watchlist of one entity per name; the id is the name's number: n0, n1, ..."""
    entities = [{"id": f"n{at}", "name": "-", "names": {language: [name]}} for at, name in enumerate(names)]
    return watchlist_of({kind: entities})


def watchlist_of(document: dict[str, object]) -> Watchlist:
    """The watchlist of a whole document, as the file would have it."""
    return Watchlist.from_settings(WatchlistSettings.model_validate(document))


def checked(**document: object) -> list[Problem]:
    """The problems of a document."""
    return problems(WatchlistSettings.model_validate(document))


def surfaces(watchlist: Watchlist, text: str) -> list[str]:
    """The surface forms of what counts in a text."""
    return [mention.surface for mention in watchlist.match(Text("", text)) if mention.counts]


def spans(mentions: tuple[Mention, ...]) -> list[tuple[str, int, int]]:
    """Where each mention stands."""
    return [(mention.field, mention.start, mention.end) for mention in mentions]
