"""Finds ``wild*``: the words of a text that begin so, also behind what their language writes onto their front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.languages.registry import language_of
from watchlist.rules.words import Spot
from watchlist.text.normal_form import normal_form
from watchlist.text.tokens import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.text.tokens import Tokens

SHORTEST = 4
_CACHED_WORDS = 50_000
_LONGEST_CACHED = 40


def wildcard(word: str) -> str:
    """The term of a wildcard that is written before this word's asterisk."""
    return f"{normal_form(word)}*"


class Wildcards:
    """The wildcards among some terms; words that were met before are remembered, within a bound."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._beginnings = {term[:-1]: term for term in terms if term.endswith("*")}
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})
        self._known: dict[str, tuple[str, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._beginnings)

    def find(self, field: str, tokens: Tokens) -> Iterator[tuple[str, Spot]]:
        """Each wildcard with where the words stand that it means."""
        known = self._known
        for at, word in enumerate(tokens.words):
            terms = known.get(word)
            for term in self._remember(word) if terms is None else terms:
                yield term, Spot(field, tokens.starts[at], tokens.ends[at])

    def _remember(self, word: str) -> tuple[str, ...]:
        terms = tuple(sorted(self._terms(word)))
        if len(self._known) >= _CACHED_WORDS:
            self._known.clear()
        if len(word) <= _LONGEST_CACHED:
            self._known[word] = terms
        return terms

    def _terms(self, word: str) -> set[str]:
        form = normal_form(word)
        readings = language_of(script_of(word)).readings(form)
        forms = [form, *(reading.lead + form[reading.cut :] for reading in readings)]
        beginnings = {each[:length] for each in forms for length in self._lengths if length <= len(each)}
        return {self._beginnings[beginning] for beginning in beginnings if beginning in self._beginnings}
