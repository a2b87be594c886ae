"""Gives a body the rest of itself: paragraphs that an extractor left out of the boxes it read, or of boxes like them.

Pages break an article into boxes, to put an advertisement between them, and an extractor takes the first for the whole.
What stands in the kind of box that holds most of the body, near it, and is no list of links, is the article's too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scrapers.extraction.furniture import is_furniture
from scrapers.extraction.order import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.blocks import Block, Blocks

    # A block's tag, and the kind of box that it stands in: its tag and class, or where it has none, the box itself.
    Make = tuple[str, str | HtmlElement, str]

_PARAGRAPH_WORDS = 10
_MOST_LINKED = 0.3
_FEWEST_ALIKE = 3
_WIDEST_BLOCKS = 12
_SHINGLE_WORDS = 4
_MOST_SAID = 0.5


def with_rest(lines: Sequence[str], blocks: Blocks) -> tuple[str, ...]:
    """The body with the paragraphs that are made as most of its own are, each in its place."""
    places = places_of(lines, blocks)
    held = [place for place in places if place is not None]
    make = _usual_make([blocks.all[place] for place in held])
    found = [] if make is None else [*_above(blocks.all, held[0], make), *_behind(blocks.all, held, make)]
    missing = _unsaid(found, lines, blocks) if found else []
    return tuple(_merged(lines, places, missing, blocks)) if missing else tuple(lines)


def _usual_make(own: Sequence[Block]) -> Make | None:
    """How most of a body's paragraphs are made; None where they are too few or too different to tell."""
    makes = Counter(_make(block) for block in own if len(block.words) >= _PARAGRAPH_WORDS)
    make, count = makes.most_common(1)[0] if makes else (None, 0)
    return make if count >= _FEWEST_ALIKE and 2 * count >= makes.total() else None


def _make(block: Block) -> Make | None:
    box = block.element.getparent()
    if box is None or box.tag == "body":
        return None
    name = box.get("class")
    return (str(block.element.tag), str(box.tag), name) if name else (str(block.element.tag), box, "")


def _above(blocks: Sequence[Block], first: int, make: Make) -> Iterator[int]:
    """The places of such paragraphs above the body's first line, in the box in which the body begins."""
    box = next(block.element.getparent() for block in blocks[first:] if _make(block) == make)
    for place in range(max(0, first - _WIDEST_BLOCKS), first):
        if blocks[place].element.getparent() is box and _make(blocks[place]) == make and _is_text(blocks[place]):
            yield place


def _behind(blocks: Sequence[Block], held: Sequence[int], make: Make) -> Iterator[int]:
    """The places of such paragraphs amid the body and below it, up to a wide gap, a title or another article."""
    known, last = set(held), held[0]
    article = _article(blocks[held[0]])
    for place in range(held[0] + 1, len(blocks)):
        block = blocks[place]
        if place > held[-1] and (place - last > _WIDEST_BLOCKS or block.element.tag == "h1"):
            return
        if place in known:
            last = place
        elif _make(block) == make and _is_text(block) and _article(block) is article:
            last = place
            yield place


def _is_text(block: Block) -> bool:
    is_long = len(block.words) >= _PARAGRAPH_WORDS and block.link_share <= _MOST_LINKED
    return is_long and not (block.is_caption or block.is_beside or is_furniture(block.text))


def _article(block: Block) -> HtmlElement | None:
    return next(block.element.iterancestors("article"), None)


def _unsaid(found: Sequence[int], lines: Sequence[str], blocks: Blocks) -> list[int]:
    """Those of the found whose words the body does not have yet: its lines may be cut elsewhere than the page's."""
    said = set(_shingles([word for line in lines for word in blocks.words_of(line)]))
    unsaid = []
    for place in found:
        shingles = _shingles(blocks.all[place].words)
        if sum(shingle in said for shingle in shingles) <= _MOST_SAID * len(shingles):
            unsaid.append(place)
            said.update(shingles)
    return unsaid


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(_SHINGLE_WORDS)), strict=False))


def _merged(
    lines: Sequence[str], places: Sequence[int | None], missing: Sequence[int], blocks: Blocks
) -> Iterator[str]:
    waiting = list(reversed(missing))
    for line, place in zip(lines, places, strict=True):
        while place is not None and waiting and waiting[-1] < place:
            yield blocks.all[waiting.pop()].text
        yield line
    while waiting:
        yield blocks.all[waiting.pop()].text
