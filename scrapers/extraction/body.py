"""The article's body in a page: which extractor's text, what is brought back to it and what is taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.extraction.asides import drop_asides
from scrapers.extraction.blocks import Blocks
from scrapers.extraction.bounds import within_bounds
from scrapers.extraction.by_trafilatura import body_of
from scrapers.extraction.gaps import without_bullets, without_gaps
from scrapers.extraction.layout_tables import unfold_layout_tables
from scrapers.extraction.lead import with_lead
from scrapers.extraction.line_breaks import part_at_line_breaks
from scrapers.extraction.plain_boxes import make_paragraphs
from scrapers.extraction.rest import with_rest
from scrapers.extraction.trimming import trim
from scrapers.extraction.within_lines import mend_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

PRECISE, WIDE, STRUCTURED = "trafilatura-precision", "trafilatura", "json-ld"
# Below this a body is suspicious; another text must then bring this much more to be believed.
_SHORT_CHARACTERS = 400
_STUB_CHARACTERS = 250
_GAIN = 1.3


@dataclass(frozen=True, slots=True)
class Body:
    """A body, a paragraph a line; whose text it is; the page's blocks; the lines taken away as not the article's."""

    text: str
    extractor: str
    blocks: Blocks
    removed: tuple[str, ...] = ()


def find_body(tree: HtmlElement, title: str, summaries: Sequence[str], structured: str, names: str = "") -> Body:
    """The body of a page; ``structured`` is what its JSON-LD says the body is, which is trusted last.

    ``names`` are those of its writers and its site, which stand beside it.
    """
    mend_lines(tree)
    drop_asides(tree)
    unfold_layout_tables(tree)
    part_at_line_breaks(tree)
    make_paragraphs(tree)
    text, extractor = _choose(tree, structured)
    blocks = Blocks(tree)
    lines = without_bullets([line for line in text.split("\n") if line.strip()], blocks)
    own, others = within_bounds(with_rest(lines, blocks), title, blocks)
    trimmed = trim(without_gaps(own, blocks), title, blocks, names)
    whole = with_lead(trimmed.lines, title, summaries, blocks)
    return Body("\n".join(whole), extractor, blocks, trimmed.removed + others)


def _choose(tree: HtmlElement, structured: str) -> tuple[str, str]:
    """Precision lets less furniture into news; where it leaves too little, whatever clearly has more."""
    text, extractor = body_of(tree, precise=True), PRECISE
    if len(text) < _SHORT_CHARACTERS:
        wide = body_of(tree, precise=False)
        text, extractor = (wide, WIDE) if len(wide) > _GAIN * len(text) else (text, extractor)
    if len(text) < _STUB_CHARACTERS and len(structured) > _GAIN * max(len(text), 1):
        return structured, STRUCTURED
    return text, extractor
