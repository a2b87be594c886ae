"""Finds all watched names in one text: at each token the ways to read it, from each a walk down the trie."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchlist.beginnings import Beginnings
from watchlist.extent import end_of, set_apart, source_offset, start_of
from watchlist.inflected import Inflected
from watchlist.languages.cases import dictionaries_of
from watchlist.spelling import joined_form, spellings
from watchlist.text.normal_form import normal_form, word_form
from watchlist.text.tokens import Tokens, tokenise
from watchlist.trie import Node
from watchlist.walk import Passage, Way, goes_on, stands_apart, suits, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.beginnings import Start, Word
    from watchlist.names import WatchedName


@dataclass(frozen=True, slots=True)
class Found:
    """A name at ``text[start:end]``, its writing as the name demands.

    ``stripped`` is what was taken off to find it (``و-``, ``-lerin``, ``-'s``) or how it was read:
    ``→ новая каховка``.
    """

    name: WatchedName
    start: int
    end: int
    stripped: str = ""


class Finder:
    """All names compiled; ``root`` and ``inflected`` may know of others already."""

    def __init__(
        self, names: Iterable[WatchedName], root: Node | None = None, inflected: Inflected | None = None
    ) -> None:
        self._root = root or Node()
        self._inflected = inflected or Inflected()
        self._beginnings = Beginnings(self._root, self._inflected)
        with _no_garbage_collected():
            for name in names:
                self._add(name)

    def _add(self, name: WatchedName) -> None:
        listed = dict.fromkeys(spellings(name.text, name.words))
        for spelling in listed:
            self._root.add(spelling, name)
        self._inflected.expect(name, listed)

    def find(self, text: str) -> list[Found]:
        """Every name, also within and across others, in the order of their first tokens."""
        return self.find_in(tokenise(text))

    def find_in(self, tokens: Tokens) -> list[Found]:
        """The same in a text that was cut into tokens already."""
        dictionaries = dictionaries_of(tokens.text, self._inflected.dictionaries)
        known, remember = self._beginnings.known(dictionaries), self._beginnings.remember
        words = [known.get(word) or remember(known, word, word_form(word), dictionaries) for word in tokens.words]
        passage = Passage(tokens, [word.form for word in words], dictionaries)
        found: list[Found] = []
        for first, word in enumerate(words):
            if word.starts:
                found.extend(_beginning(passage, first, first, word))
            for last in tokens.joins.get(first, ()):
                text = tokens.word(first, last)
                joined = known.get(text) or remember(known, text, joined_form(text), dictionaries)
                found.extend(_beginning(passage, first, last, joined))
        return found


@contextmanager
def _no_garbage_collected() -> Iterator[None]:
    """A million names are made without a look through them for garbage, and are never looked through again.

    Such a look takes a second each time, in the middle of an article.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collects:
            gc.enable()


def _beginning(passage: Passage, first: int, last: int, word: Word) -> Iterator[Found]:
    """The names that begin with tokens ``first`` to ``last``, which are this word."""
    for start in word.starts:
        if start.ends or goes_on(start.step, passage, last):
            yield from _found(passage, first, last, start)


def _found(passage: Passage, first: int, last: int, start: Start) -> Iterator[Found]:
    """The names that begin with tokens ``first`` to ``last`` read in this way."""
    tokens = passage.tokens
    word = tokens.word(first, last)
    cut = source_offset(word, start.reading.cut)
    for name, way in walk(start.step, passage, last):
        if way.last == last and not start.reading.alone:
            continue
        words = [word[cut:], *tokens.words[last + 1 : way.last + 1]]
        if not name.allows(words, start.reading.lead) or not suits(name, way, prefixed=cut > 0):
            continue
        if (start.common is None or name.starts_with(start.common)) and stands_apart(name, tokens, first, way.last):
            begins, ends = start_of(name, tokens, first, cut), end_of(name, tokens, first, way.last)
            yield Found(name, begins, ends, _stripped(name, word[:cut], way, set_apart(name, tokens, way.last)))


def _stripped(name: WatchedName, prefix: str, way: Way, tail: str) -> str:
    if way.case is not None:
        return "→ " + " ".join(map(normal_form, name.words))
    return " ".join([f"{prefix}-"] * bool(prefix) + [f"-{each}" for each in (way.step.ending, tail) if each])
