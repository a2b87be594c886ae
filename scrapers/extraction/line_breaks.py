"""Paragraphs that are only set apart by line breaks, as old and hand-made systems write them, made paragraphs of HTML.

An extractor joins some of them, loses what stands between two inline elements, or takes a whole box for one paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.html import Element

from scrapers.extraction.inline import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = frozenset({"article", "center", "div", "font", "main", "section", "span", "td"})
_FEWEST_BREAKS = 2
# Of less text in the box itself it is no article: an address, a menu, a list of links.
_LEAST_CHARACTERS = 200


def part_at_line_breaks(tree: HtmlElement) -> None:
    """Change each box whose own text is parted by breaks."""
    for box in {br.getparent() for br in tree.iter("br")}:
        if box is not None and box.tag in _BOXES and _is_parted(box):
            parts = _Parts()
            parts.take(box)
            box[:] = parts.found
            box.text, box.tag = None, "div" if box.tag in INLINE else box.tag


def _is_parted(box: HtmlElement) -> bool:
    if len(box.findall("br")) < _FEWEST_BREAKS:
        return False
    return len((box.text or "").strip()) + sum(len((each.tail or "").strip()) for each in box) >= _LEAST_CHARACTERS


class _Parts:
    """What stands in a box: paragraphs, each a run of text and inline elements, and other boxes as they are."""

    def __init__(self) -> None:
        self.found: list[HtmlElement] = []
        self._run: HtmlElement | None = None

    def take(self, box: HtmlElement) -> None:
        """Take all that stands in the box."""
        self._take_text(box.text)
        for child in list(box):
            tail, child.tail = child.tail, None
            if child.tag in INLINE and child.find(".//br") is None:
                self._open().append(child)
            else:
                self._run = None
                self.found += [] if child.tag == "br" else [child]
            self._take_text(tail)

    def _take_text(self, text: str | None) -> None:
        if not text or (self._run is None and text.isspace()):
            return
        run = self._open()
        if len(run):
            run[-1].tail = (run[-1].tail or "") + text
        else:
            run.text = (run.text or "") + text

    def _open(self) -> HtmlElement:
        if self._run is None:
            self._run = Element("p")
            self.found.append(self._run)
        return self._run
