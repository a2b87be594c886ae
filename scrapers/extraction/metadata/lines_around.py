"""The lines of text that stand around a headline: dates, writers, sections."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scrapers.extraction.metadata.tree_text import ASIDE, is_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_INLINE = frozenset(["a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "small", "span", "strong", "time", "u"])
_MOST_TEXTS = 40
_TEXTS_BEFORE = 10
_LEVELS_AROUND = 3
_LONG_TEXT = 120
_LONG_TEXTS = 2
_LONGEST_LINE = 200


def lines_around(heading: HtmlElement) -> Iterator[str]:
    """The lines before the headline in its own corner of the page, the nearest first, then those behind it.

    They end where the article's text has begun.
    """
    corner = {box for box in islice(heading.iterancestors(), _LEVELS_AROUND) if box.tag not in {"body", "html"}}
    before = heading.xpath(f"preceding::text()[position() <= {_TEXTS_BEFORE}]")
    near = [text for text in reversed(before) if not corner.isdisjoint(_ancestors(text))]
    behind = heading.xpath(f"following::text()[normalize-space()][position() <= {_MOST_TEXTS}]")
    seen: dict[HtmlElement, bool] = {}
    yield from _lines(near, seen)
    long = 0
    for line in _lines(behind, seen):
        long += len(line) >= _LONG_TEXT
        if long > _LONG_TEXTS:
            return
        yield line


def _ancestors(text: HtmlElement) -> Iterator[HtmlElement]:
    parent = text.getparent()
    return parent.iterancestors() if parent is not None else iter(())


def _lines(texts: Iterable[HtmlElement], seen: dict[HtmlElement, bool]) -> Iterator[str]:
    """The line that each text stands in; in a block of many lines, which breaks set apart, the text alone."""
    for text in texts:
        block = text.getparent()
        while block is not None and block.tag in _INLINE and block.getparent() is not None:
            block = block.getparent()
        if block is None or seen.get(block) or block.tag in ASIDE or is_aside(block):
            continue
        if block not in seen:
            # Styles alone may set the parts of a line apart.
            line = " ".join(" ".join(block.itertext()).split())
            seen[block] = len(line) <= _LONGEST_LINE
            if seen[block]:
                yield line
                continue
        yield " ".join(text.split())[:_LONGEST_LINE]
