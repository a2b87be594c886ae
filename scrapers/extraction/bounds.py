"""Where an article begins and ends: no teaser that an extractor put before it, no next article of an endless page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.extraction.order import places_in_page, places_of
from scrapers.extraction.trimming import is_like
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.extraction.blocks import Block, Blocks

    Words = tuple[str, ...]

_HEADINGS = frozenset({"h1", "h2", "h3"})
_LEAST_CHARACTERS = 250


def within_bounds(lines: Sequence[str], title: str, blocks: Blocks) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of this article and those of others; none are of others where that would leave next to nothing."""
    places = places_of(lines, blocks)
    first = next((number for number, place in enumerate(places) if place is not None), 0)
    end = _next_article(tuple(normal_words(title)), blocks.all, places[first] or 0) if lines else 0
    own: list[str] = []
    others: list[str] = []
    for number, (line, place) in enumerate(zip(lines, places, strict=True)):
        is_own = (number >= first or not places_in_page(line, blocks)) and (place is None or place < end)
        (own if is_own else others).append(line)
    return (tuple(own), tuple(others)) if sum(map(len, own)) >= _LEAST_CHARACTERS else (tuple(lines), ())


def _next_article(title: Words, blocks: Sequence[Block], first: int) -> int:
    """The place of the first other heading outside the text's own box that is made as the title is."""
    own = next(
        (place for place, block in enumerate(blocks) if _is_heading(block) and is_like(block.words, title)), None
    )
    if own is None:
        return len(blocks)
    kind, box = _kind(blocks[own]), blocks[first].element.getparent()
    others = (place for place in range(max(own, first) + 1, len(blocks)) if _kind(blocks[place]) == kind)
    outside = (place for place in others if box not in blocks[place].element.iterancestors())
    return next((place for place in outside if not is_like(blocks[place].words, title)), len(blocks))


def _is_heading(block: Block) -> bool:
    """Whether it may be a title that another article's would look like: a bare h2 is any subheading."""
    tag = block.element.tag
    return tag in _HEADINGS and (tag == "h1" or bool(block.element.get("class")))


def _kind(block: Block) -> tuple[str, str]:
    return str(block.element.tag), block.element.get("class", "")
