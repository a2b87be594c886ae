"""The phrases that names refer to, cue words and those that forbid a name, found in a text like names themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.finder import Finder
from watchlist.names import Case, watched_name
from watchlist.stretches import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.names import WatchedName


class Phrases:
    """All phrases of a watchlist compiled, each in the languages of the names that refer to it."""

    def __init__(self, names: Iterable[WatchedName]) -> None:
        wanted = {(phrase, name.language) for name in names for phrase in _phrases_of(name)}
        self._finder = Finder(watched_name("", "", text, language=code, case=Case.ANY) for text, code in sorted(wanted))

    def find(self, text: str) -> Iterator[tuple[str, Stretch]]:
        """Each phrase with where it stands."""
        for found in self._finder.find(text):
            yield found.name.text, Stretch(found.start, found.end)


def _phrases_of(name: WatchedName) -> tuple[str, ...]:
    return name.conditions.phrases if name.conditions is not None else ()
