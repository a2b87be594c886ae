"""A watched name made ready for matching: what its writing in a text must keep."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from watchlist.languages.registry import language_coded, language_of
from watchlist.text.characters import DOUBLE_QUOTES, SINGLE_QUOTES, Script
from watchlist.text.normal_form import letters_as_written
from watchlist.text.tokens import script_of, tokenise, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from watchlist.needs import Conditions

UNKNOWN_LANGUAGE = "und"  # BCP 47's word for it
_SHORT = 2
_LONGEST_ACRONYM = 5
_NO_CAPITAL = -1

_ARTICLES = frozenset({"al", "el", "the"})

_MARKS = re.compile(f"[{DOUBLE_QUOTES}{SINGLE_QUOTES}]")


class Case(StrEnum):
    """Which letters of a name must be capitals in the text as well."""

    CAPITAL = "capital"
    EXACT = "exact"
    ANY = "any"


class WatchedName(NamedTuple):
    """One listed name of one entity; ``capital_at`` is the word that must begin with a capital, or -1.

    Instead of a later one the first may, if it does in the list. ``acronyms`` are the words that are only ever written
    in capitals.
    """

    name_id: str
    kind: str
    text: str
    language: str
    conditions: Conditions | None
    exact: bool
    case: Case
    capital_at: int
    acronyms: tuple[int, ...]

    @property
    def words(self) -> list[str]:
        """The name's tokens, worked out anew each time: most of a long list is never met."""
        return words_of(self.text)

    @property
    def closing(self) -> str:
        """What the list has after the last word: ``U.S.`` ends in a full stop, other names in a quotation mark."""
        return self.text[tokenise(self.text).ends[-1] :].rstrip()

    @property
    def opening(self) -> str:
        """What the list has before the first word: a quotation mark or a bracket."""
        return self.text[: tokenise(self.text).starts[0]].lstrip()

    @property
    def script(self) -> Script:
        """What the name's first word is written in."""
        return script_of(self.words[0])

    @property
    def is_sure(self) -> bool:
        """Whether the name counts wherever it is written as it must be."""
        return self.conditions is None

    def allows(self, words: Sequence[str], lead: str) -> bool:
        """Whether these words of a text, the first one read with ``lead`` before it, keep what the name must keep."""
        if self.case is Case.CAPITAL and not self._has_its_capitals(words):
            return False
        if not self.exact and self.case is not Case.EXACT:
            return True
        own = self.words
        found, listed = lead + _letters(words), _letters(own)
        if self.exact and (found.casefold() != listed.casefold() or _lacks_mark(words, own)):
            return False
        return self.case is not Case.EXACT or _same_capitals(found, listed)

    def starts_with(self, word: str) -> bool:
        """Whether the name's own first word has exactly these letters."""
        return letters_as_written(self.words[0]) == word

    def _has_its_capitals(self, words: Sequence[str]) -> bool:
        last = len(words) - 1
        if self.capital_at != _NO_CAPITAL and words[min(self.capital_at, last)][0].islower():
            begins_with_one = self.capital_at > 0 and self.text[0].isupper() and words[0][0].isupper()
            if not begins_with_one:
                return False
        if not self.acronyms:
            return True
        listed = self.words
        return all(words[min(at, last)][: len(listed[at])].isupper() for at in self.acronyms)


def watched_name(
    name_id: str,
    kind: str,
    text: str,
    *,
    language: str = UNKNOWN_LANGUAGE,
    conditions: Conditions | None = None,
    exact: bool = False,
    case: Case = Case.CAPITAL,
) -> WatchedName:
    """The name; one of at most two letters is only ever found exactly as it is written."""
    words = words_of(text)
    if sum(map(len, words)) <= _SHORT:
        exact, case = True, Case.EXACT if case is Case.CAPITAL else case
    capital_at = _NO_CAPITAL
    acronyms: tuple[int, ...] = ()
    if case is Case.CAPITAL and text != text.lower():
        capital_at, acronyms = _needed_capital(words, language), tuple(_acronyms(words))
    return WatchedName(name_id, kind, text, language, conditions, exact, case, capital_at, acronyms)


def _letters(words: Sequence[str]) -> str:
    return _MARKS.sub("", letters_as_written("".join(words)))


def _lacks_mark(words: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether an abbreviation is written without its mark: ת"א is a city and תא a cell."""
    return len(words) < len(listed) and script_of(listed[0]) is Script.HEBREW and not _MARKS.search("".join(words))


def _needed_capital(words: Sequence[str], language: str) -> int:
    """The first one, or the last where the first is enough as well: al-Qaeda, «министерство обороны РФ»."""
    capitals = [at for at, word in enumerate(words) if word[0].isupper()]
    if len(capitals) > 1 and (_has_small_heads(words[0], language) or words[0].lower() in _ARTICLES):
        return capitals[-1]
    return capitals[0] if capitals else _NO_CAPITAL


def _has_small_heads(word: str, language: str) -> bool:
    script = script_of(word)
    return language_of(script).small_heads or language_coded(language, script).small_heads


def _acronyms(words: Sequence[str]) -> Iterator[int]:
    """Cyrillic acronyms: «Ран» is never the academy РАН, while Latin ones are also written Nato, Isis."""
    for at, word in enumerate(words):
        if _SHORT <= len(word) <= _LONGEST_ACRONYM and word.isupper() and script_of(word) is Script.CYRILLIC:
            yield at


def _same_capitals(found: str, listed: str) -> bool:
    """Letter by letter; an inflected name may be longer or shorter than the listed one."""
    return all(one.isupper() == other.isupper() for one, other in zip(found, listed, strict=False))
