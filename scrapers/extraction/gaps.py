"""Gives a body its inner gaps back: subheadings and points of a list that an extractor left out between paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.extraction.furniture import is_furniture
from scrapers.extraction.order import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.blocks import Block, Blocks

_WIDEST_BLOCKS = 12
_MOST_LINKED = 0.4
_NEAR_LEVELS = 2
_PARTS = frozenset({"h2", "h3", "h4", "h5", "h6", "li"})


def without_gaps(lines: Sequence[str], blocks: Blocks) -> tuple[str, ...]:
    """The body with what stands between its lines in the same part of the page."""
    whole: list[str] = []
    before: int | None = None
    for line, place in zip(lines, places_of(lines, blocks), strict=True):
        if before is not None and place is not None:
            whole += [block.text for block in _missing(blocks.all, before, place)]
        whole.append(line)
        before = place
    return tuple(whole)


def without_bullets(lines: Sequence[str], blocks: Blocks) -> tuple[str, ...]:
    """The body without the dashes that trafilatura puts before the points of a list."""
    points = {block.words for block in blocks.all if block.element.tag == "li"}
    return tuple(line.removeprefix("- ") if blocks.words_of(line) in points else line for line in lines)


def _missing(blocks: Sequence[Block], before: int, after: int) -> Iterator[Block]:
    """What of the blocks between two belongs to the same part of the page."""
    if after - before > _WIDEST_BLOCKS:
        return
    near = _near(blocks[before].element) & _near(blocks[after].element)
    for block in blocks[before + 1 : after]:
        is_text = block.element.tag in _PARTS and block.link_share <= _MOST_LINKED and not block.is_caption
        if is_text and near & _near(block.element) and not is_furniture(block.text) and not block.is_beside:
            yield block


def _near(element: HtmlElement) -> set[HtmlElement]:
    """The boxes that it stands in."""
    ancestors = list(element.iterancestors())[:_NEAR_LEVELS]
    return {box for box in ancestors if box.tag not in {"body", "html"}}
