"""Paragraphs that stand each in a plain box, as editors of some systems write them, made paragraphs of HTML.

An extractor takes other text with real paragraphs for the article, a next article below it, a footer.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scrapers.extraction.inline import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_IN_PARAGRAPHS = INLINE | {"br"}
_SHORTEST_CHARACTERS = 60
_FEWEST = 3


def make_paragraphs(tree: HtmlElement) -> None:
    """Change each such box of several in one."""
    boxes = [box for box in tree.iter("div") if _is_paragraph(box)]
    parents = Counter(box.getparent() for box in boxes)
    for box in boxes:
        if parents[box.getparent()] >= _FEWEST:
            box.tag = "p"


def _is_paragraph(box: HtmlElement) -> bool:
    """Whether it has some text, no box in it, and no class: what has one is a part of the page's design."""
    if box.get("class") or any(child.tag not in _IN_PARAGRAPHS for child in box):
        return False
    first = (box.text or "").strip() or (box[0].text or "" if len(box) else "").strip()
    return len(first) >= _SHORTEST_CHARACTERS
