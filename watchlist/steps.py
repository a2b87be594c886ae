"""Where one token of a text leads to from a node of the trie: as written, without an ending, or as a nominative."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from watchlist.languages.cases import Dictionaries, Nominative, cases_of
from watchlist.languages.language import Ended
from watchlist.text.characters import Script
from watchlist.text.tokens import script_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchlist.trie import Node

_LONGEST_ENDING = 10
_SHORTEST_STEM = 3

# Turkish softens the last consonant of Halep, Irak, Ahmet before a vowel.
_HARD = {"b": "p", "d": "t", "g": "k"}


class Step(NamedTuple):
    """A node that a token leads to; with an ``ending`` taken off the token, only names end here."""

    node: Node
    ending: str = ""
    stem: str = ""
    case: Nominative | None = None

    def ended(self, listed: str) -> Ended:
        """What is left of a token and what was taken off, for a name whose last word is ``listed``."""
        return Ended(listed, self.stem, self.ending)


def steps(node: Node, word: str, form: str, dictionaries: Dictionaries) -> Iterator[Step]:
    """The children that a token leads to, ``form`` being its normal form."""
    child = node.child(form)
    if child is not None:
        yield Step(child)
    if not node.may_lead_on(form):
        return
    yield from _without_ending(node, word if len(word) == len(form) else form, form)
    if dictionaries.languages and script_of(word) is Script.CYRILLIC:
        for case in cases_of(word, dictionaries):
            child = node.child(case.form)
            if child is not None and case.form != form:
                yield Step(child, case=case)


def _without_ending(node: Node, word: str, form: str) -> Iterator[Step]:
    for length in range(1, min(_LONGEST_ENDING, len(form) - _SHORTEST_STEM) + 1):
        stem = form[:-length]
        for spelling in (stem, stem[:-1] + _HARD[stem[-1]]) if stem[-1] in _HARD else (stem,):
            child = node.child(spelling)
            if child is not None and child.ends_a_name:
                yield Step(child, word[-length:], word[:-length])
