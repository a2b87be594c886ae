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
_CLASSES = re.compile(
    r"caption|(?<![a-z])(?:credits?|legend|copyright)(?![a-z])"
    r"|(?:image|img|photo|picture|media)[-_]*(?:desc(?:ription)?|text|info)(?![a-z])"
)
_LOOKS = re.compile(r"^(?:em|i|small|center)\b|center|font-size:\s*(?:small|x-small|(?:[89]|1[01])px)")
_FARTHEST = 4
# In some pages the article stands in an unclosed figure.
_MOST_ELEMENTS = 200
_MOST_PARAGRAPHS = 3


def is_in_caption(element: HtmlElement) -> bool:
    """Whether it stands under or beside a picture."""
    return any(_is_caption(box) and _is_small(box) for box in _around(element))


def is_under_picture(element: HtmlElement) -> bool:
    """Whether it stands right below a picture alone in its box, and is set apart from the text by its looks."""
    before = element.getprevious()
    if before is None or not (before.tag == "img" or next(before.iter("img"), None) is not None):
        return False
    is_alone = not "".join(before.itertext()).strip() and not (before.tail or "").strip()
    return is_alone and any(
        _LOOKS.search(f"{part.tag} {part.get('style')} {part.get('align')}") for part in element.iter()
    )


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
