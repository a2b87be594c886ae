"""How words begin that may be the first one of a watched name in one of its cases: most do not, and parsing takes long.

In: the names, and what was noted of others before. Out: whether a word is worth it, and the dictionaries to do it with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.languages.cases import dictionaries_for
from watchlist.text.characters import Script
from watchlist.text.tokens import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchlist.names import WatchedName
    from watchlist.spelling import Spelling

_HEAD = 3  # letters that a word keeps in every case: «министерство обороны РФ» begins in small letters

# Dictionaries, first letters that are capitals, those that are not, and heads.
Noted = tuple[frozenset[str], ...]


class Inflected:
    """What is to be expected of names that are inflected."""

    def __init__(self) -> None:
        self.dictionaries: frozenset[str] = frozenset()
        self._capitals: set[str] = set()
        self._letters: set[str] = set()
        self._heads: set[str] = set()

    def expect(self, name: WatchedName, listed: Iterable[Spelling]) -> None:
        """Note a name, by the first of its spellings, if its script is one of names that are inflected."""
        spelling = next(iter(listed), None)
        if spelling is None or script_of(name.words[0]) is not Script.CYRILLIC:
            return
        self.dictionaries |= dictionaries_for(name.language)
        first = spelling[0]
        has_capital = name.capital_at >= 0 and name.text[0].isupper()
        (self._capitals if has_capital else self._letters).add(first[:1])
        if name.capital_at > 0:
            self._heads.add(first[:_HEAD])

    def noted(self) -> Noted:
        """All that was noted, to be kept."""
        return self.dictionaries, frozenset(self._capitals), frozenset(self._letters), frozenset(self._heads)

    def include(self, noted: Noted) -> None:
        """Add what was noted of other names."""
        dictionaries, capitals, letters, heads = noted
        self.dictionaries |= dictionaries
        self._capitals |= capitals
        self._letters |= letters
        self._heads |= heads

    def may_be(self, word: str, form: str) -> bool:
        """Whether some name begins so that it may begin with this word, whose normal form this is."""
        first = form[:1]
        return first in self._letters or (form[:_HEAD] in self._heads if word[0].islower() else first in self._capitals)
