"""A watched name made ready for matching: its spellings in normal form and what its writing must keep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from watchlist.text.normal_form import letters_as_written, normal_form
from watchlist.text.tokens import Tokens, may_hold_joints, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from watchlist.needs import Conditions

_SHORT = 2
_NO_CAPITAL = -1

Spelling = tuple[str, ...]


class Case(StrEnum):
    """Which letters of a name must be capitals in the text as well."""

    CAPITAL = "capital"
    EXACT = "exact"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class WatchedName:
    """One listed name of one entity; ``capital_at`` is the word that must begin with a capital, or -1."""

    name_id: str
    kind: str
    text: str
    words: tuple[str, ...]
    language: str
    conditions: Conditions | None
    exact: bool
    case: Case
    capital_at: int

    @property
    def is_sure(self) -> bool:
        """Whether the name counts wherever it is written as it must be."""
        return self.conditions is None

    def allows(self, words: Sequence[str], lead: str) -> bool:
        """Whether these words of a text, the first one read with ``lead`` before it, keep what the name must keep."""
        if self.case is Case.CAPITAL and not self._has_its_capital(words):
            return False
        if not self.exact and self.case is not Case.EXACT:
            return True
        found, listed = lead + _letters(words), _letters(self.words)
        if self.exact and found.casefold() != listed.casefold():
            return False
        return self.case is not Case.EXACT or list(map(str.isupper, found)) == list(map(str.isupper, listed))

    def starts_with(self, word: str) -> bool:
        """Whether the name's own first word has exactly these letters."""
        return letters_as_written(self.words[0]) == word

    def _has_its_capital(self, words: Sequence[str]) -> bool:
        return self.capital_at == _NO_CAPITAL or not words[min(self.capital_at, len(words) - 1)][0].islower()


def watched_name(
    name_id: str,
    kind: str,
    text: str,
    *,
    language: str = "und",
    conditions: Conditions | None = None,
    exact: bool = False,
    case: Case = Case.CAPITAL,
) -> WatchedName:
    """The name; one of at most two letters is only ever found exactly as it is written."""
    words = tuple(tokenise(text).words)
    if sum(map(len, words)) <= _SHORT:
        exact, case = True, Case.EXACT if case is Case.CAPITAL else case
    capital_at = _first_capital(words) if case is Case.CAPITAL else _NO_CAPITAL
    return WatchedName(name_id, kind, text, words, language, conditions, exact, case, capital_at)


def spellings(text: str, words: Sequence[str]) -> Iterator[Spelling]:
    """A name of these words as sequences of token forms: in pieces, and with the pieces that a joint holds made one.

    None when the name has no letter or digit.
    """
    if words:
        yield tuple(map(normal_form, words))
    if may_hold_joints(text):
        yield tuple(_joined(tokenise(text)))


def joined_form(word: str) -> str:
    """The normal form of tokens read as one word: what joined them is gone."""
    return normal_form(word).replace('"', "").replace("'", "")


def _joined(tokens: Tokens) -> Iterator[str]:
    first = 0
    while first < len(tokens.words):
        last = tokens.joins[first][-1] if first in tokens.joins else first
        yield joined_form(tokens.word(first, last))
        first = last + 1


def _letters(words: Sequence[str]) -> str:
    return "".join(map(letters_as_written, words))


def _first_capital(words: Sequence[str]) -> int:
    for at, word in enumerate(words):
        if word[0].isupper():
            return at
    return _NO_CAPITAL
