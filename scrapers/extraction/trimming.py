"""Takes away the lines of a body that are not the article's: title, date and writers again, captions, links, furniture.

Pure: lines in, lines out. A line that stands nowhere in the page as a block of its own is judged by its words alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.extraction.date_stamps import is_date_line
from scrapers.extraction.furniture import is_furniture, is_source
from scrapers.extraction.lines_above import is_about_article, is_label, is_surely_about_article
from scrapers.extraction.others import is_other
from scrapers.extraction.sign_offs import is_sign_off
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.extraction.blocks import Block, Blocks

    Words = tuple[str, ...]

# A text that stands in more places than these is judged by the first.
_MOST_PLACES = 8
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Above the first paragraph stand title, date and writers; a paragraph has more words than these.
_PARAGRAPH_WORDS = 12
_SAME_TITLE = 0.8
_SAME_HEADING = 0.5
_SHORTEST_LIKE_TITLE_WORDS = 5
_ALL_LINKED = 0.9
# An article that loses more than this was judged wrongly.
_MOST_REMOVED = 0.5
_LONGEST_APPEAL_WORDS = 40
_ASKING_CLASSES = re.compile(r"newsletter|subscri|sign-?up|(?<![a-z])poll(?![a-z])|cookie|donat|support(?!ing|ed)")


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


def trim(lines: Sequence[str], title: str, blocks: Blocks, names: str = "") -> Trimmed:
    """The body without what is not the article's; as it was when that would be most of it.

    ``names`` are those of the article's writers and of its site.
    """
    judge = _Judge(title, names, blocks)
    foreign = [judge.is_foreign(line) for line in lines]
    for place in _end(lines, foreign, judge):
        foreign[place] = True
    kept = tuple(line for line, goes in zip(lines, foreign, strict=True) if not goes)
    trimmed = Trimmed(kept, tuple(line for line, goes in zip(lines, foreign, strict=True) if goes))
    return trimmed if trimmed.removed_share <= _MOST_REMOVED else Trimmed(tuple(lines))


def _end(lines: Sequence[str], foreign: Sequence[bool], judge: _Judge) -> set[int]:
    """The places of the last lines that are none of the article's text; what asks more than an appeal does is text."""
    asking, others = set(), set()
    for place in reversed(range(len(lines))):
        if judge.is_asking(lines[place]):
            asking.add(place)
        elif foreign[place] or is_sign_off(lines[place]) or is_source(lines[place]):
            others.add(place)
        else:
            break
    asked = sum(len(lines[place].split()) for place in asking)
    return others | asking if asked <= _LONGEST_APPEAL_WORDS else others


def is_like(words: Words, title: Words) -> bool:
    """Whether a line says the title, or nearly."""
    if words == title:
        return True
    either, both = set(words) | set(title), set(words) & set(title)
    return len(words) >= _SHORTEST_LIKE_TITLE_WORDS and len(both) > _SAME_TITLE * len(either)


class _Judge:
    """Judges line after line; what it takes for a title depends on how many paragraphs have come."""

    def __init__(self, title: str, names: str, blocks: Blocks) -> None:
        self._title = tuple(normal_words(title))
        self._names = frozenset(normal_words(names))
        self._blocks = blocks
        self._paragraphs = 0

    def is_foreign(self, line: str) -> bool:
        """Whether the line is not the article's."""
        words = self._blocks.words_of(line)
        if not words:
            return True
        if self._paragraphs == 0 and self._is_head(line, words):
            return True
        if self._paragraphs == 1 and is_surely_about_article(line, self._names):
            return True
        if is_furniture(line) or self._is_beside(words):
            return True
        self._paragraphs += len(words) > _PARAGRAPH_WORDS
        return False

    def _is_head(self, line: str, words: Words) -> bool:
        if self._is_title(words) or is_about_article(line, self._names):
            return True
        return is_label(line) and self._is_beside_date(words)

    def is_asking(self, line: str) -> bool:
        """Whether its box says that it asks something of its readers."""
        places = self._blocks.of_words(self._blocks.words_of(line))
        return bool(places) and all(_ASKING_CLASSES.search(place.names) for place in places)

    def _is_beside_date(self, words: Words) -> bool:
        """Whether a date stands right behind or before it in the same box, as it does beside writers and agencies."""
        blocks, places = self._blocks.all, self._blocks.places.get(words, [])[:_MOST_PLACES]
        return bool(places) and all(
            blocks[place].element.tag not in _HEADINGS
            and any(
                _are_together(blocks[place], other) and is_date_line(other.text)
                for other in blocks[max(0, place - 1) : place + 2]
            )
            for place in places
        )

    def _is_title(self, words: Words) -> bool:
        """Whether the article's title says it all: a name that only the page's own heading has is not lost."""
        is_heading = words in self._blocks.headings and _SAME_HEADING * len(words) <= len(set(words) & set(self._title))
        return is_heading or (is_like(words, self._title) and set(words) <= set(self._title))

    def _is_beside(self, words: Words) -> bool:
        """Whether the page has it only as a caption, a link or in a card, or as the heading of links."""
        places = self._blocks.of_words(words)
        if not places:
            return False
        are_others = all(is_other(place, self._blocks.cards) for place in places[:_MOST_PLACES])
        return are_others or self._is_title_of_links(words)

    def _is_title_of_links(self, words: Words) -> bool:
        """Whether it is a heading, and what stands below it only leads elsewhere."""
        places = self._blocks.places[words][:_MOST_PLACES]
        below = [self._blocks.all[place + 1 : place + 3] for place in places]
        are_headings = all(self._blocks.all[place].element.tag in _HEADINGS for place in places)
        return are_headings and all(both and all(each.link_share > _ALL_LINKED for each in both) for both in below)


def _are_together(one: Block, other: Block) -> bool:
    """Whether one stands in the other's box, or both in the same."""
    return one is not other and other.element.getparent() in {one.element, one.element.getparent()}
