"""Takes away the lines of a body that are not the article's: title, date and writers again, captions, links, furniture.

Pure: lines in, lines out. A line that stands nowhere in the page as a block of its own is judged by its words alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.copies import normal_words
from scrapers.extraction.furniture import is_byline, is_furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.extraction.blocks import Block, Blocks

    Words = tuple[str, ...]

# Above the first paragraph stand title, date and writers; a paragraph has more words than these.
_PARAGRAPH_WORDS = 12
_SAME_TITLE = 0.8
_SHORTEST_LIKE_TITLE_WORDS = 5
_LONGEST_DATE_WORDS = 7
_LONGEST_LINK_WORDS = 30
_ALL_LINKED = 0.9
_LIST_LINKED = 0.6
# An article that loses more than this was judged wrongly.
_MOST_REMOVED = 0.5
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"\b\d{4}\b|\b\d{1,2}[:.]\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_SENTENCE_ENDS = (".", "!", "?", "؟", "…", "。", "۔")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The lines that stay, and those that went, each in the order of the page."""

    lines: tuple[str, ...]
    removed: tuple[str, ...] = ()

    @property
    def removed_share(self) -> float:
        """The part of the characters that went."""
        left, gone = sum(map(len, self.lines)), sum(map(len, self.removed))
        return gone / max(left + gone, 1)


def trim(lines: Sequence[str], title: str, blocks: Blocks) -> Trimmed:
    """The body without what is not the article's; as it was when that would be most of it."""
    judge = _Judge(title, blocks)
    kept: list[str] = []
    removed: list[str] = []
    for line in lines:
        (removed if judge.is_foreign(line) else kept).append(line)
    trimmed = Trimmed(tuple(kept), tuple(removed))
    return trimmed if trimmed.removed_share <= _MOST_REMOVED else Trimmed(tuple(lines))


def is_like(words: Words, title: Words) -> bool:
    """Whether a line says the title, or nearly."""
    if words == title:
        return True
    either, both = set(words) | set(title), set(words) & set(title)
    return len(words) >= _SHORTEST_LIKE_TITLE_WORDS and len(both) > _SAME_TITLE * len(either)


def is_date_line(line: str) -> bool:
    """Whether a short line says when, and no more."""
    words = normal_words(line)
    said = [word for word in words if not word.isdigit()]
    is_short = len(said) <= _LONGEST_DATE_WORDS and not line.rstrip().endswith(_SENTENCE_ENDS)
    return is_short and _DATE.search(line) is not None and len(_DIGITS.findall(line)) > 1


class _Judge:
    """Judges line after line; what it takes for a title depends on whether a paragraph has come."""

    def __init__(self, title: str, blocks: Blocks) -> None:
        self._title = tuple(normal_words(title))
        self._blocks = blocks
        self._is_above = True

    def is_foreign(self, line: str) -> bool:
        """Whether the line is not the article's."""
        words = tuple(normal_words(line))
        if self._is_above and self._is_head(line, words):
            return True
        if is_furniture(line) or self._is_beside(words):
            return True
        self._is_above = self._is_above and len(words) <= _PARAGRAPH_WORDS
        return False

    def _is_head(self, line: str, words: Words) -> bool:
        is_title = bool(self._title) and is_like(words, self._title)
        return is_title or words in self._blocks.headings or is_date_line(line) or is_byline(line)

    def _is_beside(self, words: Words) -> bool:
        """Whether the page has it only as a caption, or only as a link of its own."""
        places = self._blocks.by_words.get(words, ())
        if not places:
            return False
        return all(place.is_caption or _is_link(place) for place in places)


def _is_link(block: Block) -> bool:
    """Whether it only leads elsewhere; an item of a list often has a word before its link."""
    least = _LIST_LINKED if block.element.tag == "li" else _ALL_LINKED
    return len(block.words) <= _LONGEST_LINK_WORDS and block.link_share > least
