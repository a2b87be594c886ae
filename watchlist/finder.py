"""Finds all watched names in one text: at each token the ways to read it, from each a walk down the trie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from watchlist.languages.endings import LONGEST_ENDING, SHORTEST_STEM, may_end_in
from watchlist.languages.language import AS_WRITTEN, Reading
from watchlist.languages.registry import language_of
from watchlist.names import joined_form, spellings
from watchlist.text.gaps import may_stand_in_a_name
from watchlist.text.normal_form import letters_as_written, mapped_form, normal_form
from watchlist.text.tokens import Tokens, script_of, tokenise
from watchlist.trie import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.names import WatchedName

_CACHED_WORDS = 50_000
_LONGEST_CACHED = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A name at ``text[start:end]``, its writing as the name demands."""

    name: WatchedName
    start: int
    end: int


class _Step(NamedTuple):
    """A node that a token leads to; with an ``ending`` taken off the token, only names end here."""

    node: Node
    ending: str


class _Start(NamedTuple):
    """A way to read a first token that leads into the trie; ``common`` is the token when it is a common word."""

    step: _Step
    reading: Reading
    common: str | None


class Finder:
    """All names compiled; words that were met before are remembered, within a bound."""

    def __init__(self, names: Iterable[WatchedName]) -> None:
        self._root = Node()
        self._starts: dict[str, tuple[_Start, ...]] = {}
        for name in names:
            for spelling in set(spellings(name.text, name.words)):
                self._root.add(spelling, name)

    def find(self, text: str) -> list[Found]:
        """Every name, also within and across others, in the order of their first tokens."""
        tokens = tokenise(text)
        found: list[Found] = []
        known = self._starts
        for first, word in enumerate(tokens.words):
            starts = known.get(word)
            if starts is None:
                starts = self._remember(word)
            if starts:
                found.extend(_found(tokens, first, first, starts))
            for last in tokens.joins.get(first, ()):
                joined = tokens.word(first, last)
                found.extend(_found(tokens, first, last, self._ways(joined, joined_form(joined))))
        return found

    def _remember(self, word: str) -> tuple[_Start, ...]:
        starts = self._ways(word, normal_form(word))
        if len(self._starts) >= _CACHED_WORDS:
            self._starts.clear()
        if len(word) <= _LONGEST_CACHED:
            self._starts[word] = starts
        return starts

    def _ways(self, word: str, form: str) -> tuple[_Start, ...]:
        """The ways to read a first token that lead into the trie."""
        language = language_of(script_of(word))
        letters = letters_as_written(word) if language.common_words else ""
        if letters in language.common_words:
            node = self._root.children.get(form)
            return (_Start(_Step(node, ""), AS_WRITTEN, letters),) if node else ()
        readings = [(AS_WRITTEN, form), *((way, way.lead + form[way.cut :]) for way in language.readings(form))]
        return tuple(_Start(step, way, None) for way, read in readings for step in _steps(self._root, read))


def _found(tokens: Tokens, first: int, last: int, starts: tuple[_Start, ...]) -> Iterator[Found]:
    """The names that begin with tokens ``first`` to ``last`` read in these ways."""
    for start in starts:
        cut = _source_offset(tokens.word(first, last), start.reading.cut)
        for name, end in _walk(start.step, tokens, last):
            words = [tokens.word(first, last)[cut:], *tokens.words[last + 1 : end + 1]]
            if not name.allows(words, start.reading.lead):
                continue
            if start.common is None or name.starts_with(start.common):
                yield Found(name, tokens.starts[first] + cut, _end_of_word(tokens, end))


def _walk(step: _Step, tokens: Tokens, at: int) -> Iterator[tuple[WatchedName, int]]:
    """Names from the node that token ``at`` has led to, each with the index of its last token."""
    ways = [(step, at)]
    while ways:
        (node, ending), at = ways.pop()
        for name in node.names:
            if not ending or may_end_in(name.language, ending):
                yield name, at
        following = at + 1
        if ending or not node.children or following == len(tokens.words):
            continue
        if may_stand_in_a_name(tokens.text[tokens.ends[at] : tokens.starts[following]]):
            ways.extend(_next_steps(node, tokens, following))


def _next_steps(node: Node, tokens: Tokens, first: int) -> Iterator[tuple[_Step, int]]:
    """Where the token ``first`` leads to, alone or joined to those after it."""
    for step in _steps(node, normal_form(tokens.words[first])):
        yield step, first
    for last in tokens.joins.get(first, ()):
        for step in _steps(node, joined_form(tokens.word(first, last))):
            yield step, last


def _steps(node: Node, form: str) -> Iterator[_Step]:
    """The child of this form, and those that names end in before an ending."""
    children = node.children
    if form in children:
        yield _Step(children[form], "")
    for length in range(1, min(LONGEST_ENDING, len(form) - SHORTEST_STEM) + 1):
        child = children.get(form[:-length])
        if child is not None and child.names:
            yield _Step(child, form[-length:])


def _end_of_word(tokens: Tokens, last: int) -> int:
    """The end of a mention whose last token is ``last``, with what follows in the same word."""
    end, tail = tokens.ends[last], language_of(script_of(tokens.words[last])).tail
    match = tail.match(tokens.text, end) if tail else None
    return match.end() if match else end


def _source_offset(word: str, cut: int) -> int:
    """Where in ``word`` the letter stands that comes after ``cut`` letters of its normal form."""
    return mapped_form(word).offsets[cut] if cut else 0
