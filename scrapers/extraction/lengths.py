"""How much there is to read in an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset({"script", "style", "noscript", "template", "select"})


def shown_characters(element: HtmlElement) -> int:
    """Characters of the text that is shown in it."""
    return sum(_own(part) + (_after(part) if part is not element else 0) for part in element.iter())


def all_shown_characters(tree: HtmlElement) -> dict[HtmlElement, int]:
    """The same of every element of a tree, each text counted once."""
    lengths: dict[HtmlElement, int] = {}
    for part in reversed(list(tree.iter())):
        lengths[part] = lengths.get(part, 0) + _own(part)
        parent = part.getparent()
        if parent is not None:
            lengths[parent] = lengths.get(parent, 0) + lengths[part] + _after(part)
    return lengths


def _own(element: HtmlElement) -> int:
    return 0 if element.tag in _SILENT else len((element.text or "").strip())


def _after(element: HtmlElement) -> int:
    return len((element.tail or "").strip())
