"""Brings back the lead: what stands between title and first paragraph, says what happened, and is lost on extractors.

A block there is the lead when page or feed give the same words as the article's summary, when its class says so, or if
it is a sentence of what the article is about. So recorded pages of publishers keep it 19 times of 20 instead of 12.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from scrapers.extraction.date_stamps import is_date_line
from scrapers.extraction.furniture import is_furniture
from scrapers.extraction.trimming import is_like
from scrapers.normal_words import normal_words
from scrapers.sentences import SENTENCE_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.extraction.blocks import Block, Blocks

    Words = tuple[str, ...]

# Where the body begins is found by its first lines of some length, compared by their first words.
_FIRST_LINES = 4
_SHORTEST_MARK_WORDS = 6
_MARK_WORDS = 12
_FARTHEST_BLOCKS = 30
_LEAD_WORDS = range(7, 121)
_MOST_LINKED = 0.4
_SAME_SUMMARY = 0.7
_MOST_BLOCKS = 4
_SENTENCE_WORDS = 10
_TELLING_LETTERS = 5
_TELLING_CONSONANTS = 4
_FIRST_SEMITIC = "\u0590"
_LEAST_KNOWN = 0.2
_CUT = ("...", "…", "[…]")
_NOT_TEXT = frozenset({"address", "figcaption", "li", "time"})
_WRITTEN_ONTO = re.compile(r"^(?:[وفبلك]?ال|لل|[وفبلك])(?=\w{3})")
_LEAD_CLASSES = re.compile(
    r"\blead\b|lede|standfirst|sub-?title|sub-?head|chapeau|excerpt|\bdek\b|strapline|vorspann|ingress|bajada|sumario"
    r"|entradilla|\bspot\b|\bsummary\b|introtext|announce"
)


def with_lead(lines: Sequence[str], title: str, summaries: Sequence[str], blocks: Blocks) -> tuple[str, ...]:
    """The body with its lead; as it is when there is none, or too much to be one. ``summaries``: of page and feed."""
    start = _start(lines, blocks)
    if start is None:
        return tuple(lines)
    finder = _Finder(title, summaries, [blocks.words_of(line) for line in lines])
    found = finder.leads(blocks.all[max(0, start - _FARTHEST_BLOCKS) : start])
    lead = list(dict.fromkeys(block.text for block in found))
    return (*lead, *lines) if len(lead) <= _MOST_BLOCKS else tuple(lines)


def _start(lines: Sequence[str], blocks: Blocks) -> int | None:
    """The place of the block in which the body begins."""
    for line in lines[:_FIRST_LINES]:
        mark = blocks.words_of(line)[:_MARK_WORDS]
        if len(mark) >= _SHORTEST_MARK_WORDS:
            places = (place for place, block in enumerate(blocks.all) if block.words[: len(mark)] == mark)
            if (found := next(places, None)) is not None:
                return found
    return None


class _Finder:
    """Looks for leads among the blocks above a body."""

    def __init__(self, title: str, summaries: Sequence[str], lines: Sequence[Words]) -> None:
        self._title = tuple(normal_words(title))
        self._summaries = [words for words in map(set, map(normal_words, summaries)) if len(words) >= _LEAD_WORDS[0]]
        self._body = " ".join(word for line in lines for word in line)
        self._lines = lines

    @cached_property
    def _known(self) -> set[str]:
        return {_bare(word) for line in (self._title, *self._lines) for word in line}

    def leads(self, above: Sequence[Block]) -> Iterator[Block]:
        """Those below the title; where there is no title, only what is said to be the summary."""
        titles = [place for place, block in enumerate(above) if self._is_title(block)]
        for block in above[titles[-1] + 1 if titles else 0 :]:
            is_lead = self._is_summary(block) or (bool(titles) and (_is_named(block) or self._is_of_it(block)))
            if is_lead and self._may_be(block):
                yield block

    def _is_title(self, block: Block) -> bool:
        return block.element.tag == "h1" or (bool(self._title) and is_like(block.words, self._title))

    def _may_be(self, block: Block) -> bool:
        is_text = len(block.words) in _LEAD_WORDS and block.link_share <= _MOST_LINKED
        return is_text and not (
            block.element.tag in _NOT_TEXT
            or block.is_caption
            or is_furniture(block.text)
            or is_date_line(block.text)
            or block.text.endswith(_CUT)
            or " ".join(block.words) in self._body
        )

    def _is_summary(self, block: Block) -> bool:
        words = set(block.words)
        return any(len(words & said) > _SAME_SUMMARY * min(len(words), len(said)) for said in self._summaries)

    def _is_of_it(self, block: Block) -> bool:
        """Whether it is a sentence of what title and body are about: others stand around a title too, of the site."""
        is_whole = len(block.words) >= _SENTENCE_WORDS and block.text.endswith(SENTENCE_ENDS)
        if not is_whole or block.link_share or block.is_beside:
            return False
        telling = [word for word in map(_bare, block.words) if _is_telling(word)]
        return sum(word in self._known for word in telling) > _LEAST_KNOWN * len(telling)


def _bare(word: str) -> str:
    """An Arabic word without "and", "in", "to", "the", which are written onto it."""
    return _WRITTEN_ONTO.sub("", word)


def _is_telling(word: str) -> bool:
    """Whether it is long enough to be a word of its subject; Semitic scripts leave the vowels out."""
    return len(word) >= (_TELLING_LETTERS if word < _FIRST_SEMITIC else _TELLING_CONSONANTS)


def _is_named(block: Block) -> bool:
    return _LEAD_CLASSES.search(block.names) is not None and not block.is_beside
