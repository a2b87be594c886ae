"""Which Cyrillic text is read by which dictionary: its letters decide, and in doubt the name's language does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from watchlist.languages.morphology import nominatives
from watchlist.languages.russian import RUSSIAN
from watchlist.languages.ukrainian import UKRAINIAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_INFLECTED = (RUSSIAN, UKRAINIAN)
_CODES = frozenset(language.code for language in _INFLECTED)
_OWN_LETTERS = {language.code: re.compile(f"[{language.own_letters}]") for language in _INFLECTED}


class Dictionaries(NamedTuple):
    """By which languages' dictionaries a text is read; ``decided`` when its letters show the one language it is in."""

    languages: frozenset[str]
    decided: bool


NO_DICTIONARIES = Dictionaries(frozenset(), decided=True)


class Nominative(NamedTuple):
    """A word read as the nominative ``form`` in ``language``, of which it may be any of these cases.

    Where the text's language is not decided, the name's own must be the same.
    """

    form: str
    cases: frozenset[str]
    language: str
    decided: bool

    def suits(self, code: str) -> bool:
        """Whether a name listed in this language may be read so."""
        return self.decided or self.language in dictionaries_for(code)

    def agrees(self, before: Nominative) -> bool:
        """Whether the word and the one before it in a name can stand in the same case."""
        return self.language == before.language and not self.cases.isdisjoint(before.cases)


def dictionaries_for(code: str) -> frozenset[str]:
    """The dictionaries that names of this language need; one of an unknown language may be of any."""
    language = code.partition("-")[0]
    return frozenset({language}) if language in _CODES else _CODES


def dictionaries_of(text: str, loaded: frozenset[str]) -> Dictionaries:
    """Those of the loaded ones that read this text, told by the letters that only one language has."""
    if not loaded:
        return NO_DICTIONARIES
    shown = frozenset(code for code, letters in _OWN_LETTERS.items() if letters.search(text))
    return Dictionaries(shown & loaded, decided=True) if len(shown) == 1 else Dictionaries(loaded, decided=False)


def cases_of(word: str, dictionaries: Dictionaries) -> Iterator[Nominative]:
    """The word's nominatives by each dictionary, in a fixed order."""
    for language in sorted(dictionaries.languages):
        for form, cases in nominatives(word, language):
            yield Nominative(form, cases, language, dictionaries.decided)
