"""Where captions stand: in a picture's box, or in one whose class says so, if the box holds no more than a caption."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

LONGEST_CAPTION_WORDS = 80
_TAGS = frozenset({"figcaption", "figure"})
_CLASSES = re.compile(r"caption|(?<![a-z])(?:credits?|legend)(?![a-z])")
_FARTHEST = 4
# In some pages the article stands in an unclosed figure.
_MOST_ELEMENTS = 200
_MOST_PARAGRAPHS = 3


def is_in_caption(element: HtmlElement) -> bool:
    """Whether it stands under or beside a picture."""
    return any(_is_caption(box) and _is_small(box) for box in _around(element))


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and some around it, the article's own box left out."""
    for each in (element, *islice(element.iterancestors(), _FARTHEST)):
        if each.tag in {"article", "body", "main"}:
            return
        yield each


def _is_caption(box: HtmlElement) -> bool:
    return box.tag in _TAGS or _CLASSES.search(box.get("class", "").lower()) is not None


def _is_small(box: HtmlElement) -> bool:
    inside = list(islice(box.iter(), _MOST_ELEMENTS + 1))
    paragraphs = sum(1 for element in inside if element.tag == "p")
    return len(inside) <= _MOST_ELEMENTS and paragraphs <= _MOST_PARAGRAPHS
