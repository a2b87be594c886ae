"""Cards of other articles: a linked headline with a summary below it, one of several that are made alike."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST_ALIKE = 3
_FARTHEST = 3
_MOST_PARAGRAPHS = 2
_MOST_CHARACTERS = 600
_BOXES = frozenset({"a", "article", "div", "li", "section", "td"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def is_in_card(element: HtmlElement) -> bool:
    """Whether it stands in such a box. Without a box it may be a paragraph below a linked subheading of the article."""
    box = element.getparent()
    for _ in range(_FARTHEST):
        if box is None or box.tag in {"body", "html", "main"}:
            return False
        if box.tag in _BOXES and _is_beside_alike(box) and _has_headline(box):
            return _is_small(box) and _is_of_several(box)
        box = box.getparent()
    return False


def _has_headline(box: HtmlElement) -> bool:
    begins_with_link = box.tag == "li" and len(box) > 1 and box[0].tag == "a"
    return begins_with_link or any(map(_is_linked, box.iter(*_HEADINGS)))


def _is_linked(heading: HtmlElement) -> bool:
    return heading.find(".//a[@href]") is not None or heading.getparent().tag == "a"


def _is_small(box: HtmlElement) -> bool:
    paragraphs = sum(1 for _ in box.iter("p"))
    return paragraphs <= _MOST_PARAGRAPHS and len(" ".join(box.itertext())) <= _MOST_CHARACTERS


def _is_beside_alike(box: HtmlElement) -> bool:
    """Whether the element before or behind it is made alike: asked first, for it costs least and is seldom so."""
    beside = (box.getprevious(), box.getnext())
    return any(each is not None and _is_alike(each, box) for each in beside)


def _is_of_several(box: HtmlElement) -> bool:
    alike = (each for each in box.getparent().iterchildren(box.tag) if _is_alike(each, box) and _has_headline(each))
    return sum(1 for _ in islice(alike, _FEWEST_ALIKE)) == _FEWEST_ALIKE


def _is_alike(one: HtmlElement, other: HtmlElement) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))
