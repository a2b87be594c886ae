"""Finds all watched names in one text: at each token the ways to read it, from each a walk down the trie."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from watchlist.extent import end_of, set_apart, source_offset, start_of
from watchlist.languages.cases import NO_DICTIONARIES, Dictionaries, dictionaries_for, dictionaries_of
from watchlist.languages.language import AS_WRITTEN, Reading
from watchlist.languages.registry import language_of
from watchlist.spelling import joined_form, spellings
from watchlist.steps import Step, steps
from watchlist.text.characters import Script
from watchlist.text.normal_form import letters_as_written, normal_form, word_form
from watchlist.text.tokens import Tokens, script_of, tokenise
from watchlist.trie import Node
from watchlist.walk import Passage, Way, goes_on, stands_apart, suits, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.names import WatchedName

_CACHED_WORDS = 50_000
_LONGEST_CACHED = 40
_HEAD = 3  # letters that a word keeps in every case: «министерство обороны РФ» begins in small letters


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


class _Word(NamedTuple):
    """A token that was met before: its normal form and where it leads as the first one of a name."""

    form: str
    starts: tuple[_Start, ...]


class _Start(NamedTuple):
    """A way to read a first token that leads into the trie; ``common`` is the token when it is a common word.

    ``ends`` tells whether the token alone may be a name, as its letters are written.
    """

    step: Step
    reading: Reading
    common: str | None
    ends: bool


class Finder:
    """All names compiled; words that were met before are remembered, within a bound."""

    def __init__(self, names: Iterable[WatchedName], root: Node | None = None) -> None:
        self._root = root or Node()
        self._known: dict[Dictionaries, dict[str, _Word]] = {}
        self._dictionaries: frozenset[str] = frozenset()
        self._capitals: set[str] = set()
        self._letters: set[str] = set()
        self._heads: set[str] = set()
        with _no_garbage_collected():
            for name in names:
                self._add(name)

    def _add(self, name: WatchedName) -> None:
        words = name.words
        listed = dict.fromkeys(spellings(name.text, words))
        for spelling in listed:
            self._root.add(spelling, name)
        if listed and script_of(words[0]) is Script.CYRILLIC:
            self._dictionaries |= dictionaries_for(name.language)
            self._inflect(next(iter(listed))[0], name)

    def _inflect(self, first: str, name: WatchedName) -> None:
        """Remembers how a word must begin to be perhaps the first one of this name in a case."""
        has_capital = name.capital_at >= 0 and name.text[0].isupper()
        (self._capitals if has_capital else self._letters).add(first[:1])
        if name.capital_at > 0:
            self._heads.add(first[:_HEAD])

    def find(self, text: str) -> list[Found]:
        """Every name, also within and across others, in the order of their first tokens."""
        return self.find_in(tokenise(text))

    def find_in(self, tokens: Tokens) -> list[Found]:
        """The same in a text that was cut into tokens already."""
        dictionaries = dictionaries_of(tokens.text, self._dictionaries)
        known = self._known.setdefault(dictionaries, {})
        words = [known.get(word) or self._remember(known, word, word_form(word), dictionaries) for word in tokens.words]
        passage = Passage(tokens, [word.form for word in words], dictionaries)
        found: list[Found] = []
        for first, word in enumerate(words):
            if word.starts:
                found.extend(_beginning(passage, first, first, word))
            for last in tokens.joins.get(first, ()):
                text = tokens.word(first, last)
                joined = known.get(text) or self._remember(known, text, joined_form(text), dictionaries)
                found.extend(_beginning(passage, first, last, joined))
        return found

    def _remember(self, known: dict[str, _Word], word: str, form: str, dictionaries: Dictionaries) -> _Word:
        read = _Word(form, self._ways(word, form, dictionaries))
        if len(known) >= _CACHED_WORDS:
            known.clear()
        if len(word) <= _LONGEST_CACHED:
            known[word] = read
        return read

    def _ways(self, word: str, form: str, dictionaries: Dictionaries) -> tuple[_Start, ...]:
        """The ways to read a first token that lead into the trie."""
        language = language_of(script_of(word))
        letters = letters_as_written(word) if language.common_words else ""
        if letters in language.common_words:
            node = self._root.child(form)
            return (_Start(Step(node), AS_WRITTEN, letters, node.ends_a_name),) if node else ()
        if not self._may_be_inflected(word, form):
            dictionaries = NO_DICTIONARIES
        readings = [(AS_WRITTEN, form), *((way, way.lead + form[way.cut :]) for way in language.readings(form))]
        starts = (
            _Start(step, way, None, way.alone and _may_end(step, word, way))
            for way, read in readings
            for step in steps(self._root, word, read, dictionaries)
        )
        return tuple(start for start in starts if start.ends or start.step.node.forms)

    def _may_be_inflected(self, word: str, form: str) -> bool:
        """Whether a name has such a beginning; most words have not, and parsing takes long."""
        first = form[:1]
        return first in self._letters or (form[:_HEAD] in self._heads if word[0].islower() else first in self._capitals)


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


def _may_end(step: Step, word: str, reading: Reading) -> bool:
    """Whether some name of one word may be written like this; most common words lack the capital of a name."""
    rest = word[source_offset(word, reading.cut) :]
    return any(name.allows([rest], reading.lead) for name in step.node.names)


def _beginning(passage: Passage, first: int, last: int, word: _Word) -> Iterator[Found]:
    """The names that begin with tokens ``first`` to ``last``, which are this word."""
    for start in word.starts:
        if start.ends or goes_on(start.step, passage, last):
            yield from _found(passage, first, last, start)


def _found(passage: Passage, first: int, last: int, start: _Start) -> Iterator[Found]:
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
