"""Keeps the first part of a page that is longer than any article: what follows costs extractors more than its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The longest of recorded news pages have 3,000 elements and 50,000 characters; a long live page has 10,000.
_MOST_ELEMENTS = 15_000
_MOST_CHARACTERS = 500_000
_NOT_TEXT = frozenset({"script", "style"})


def cut_to_size(tree: HtmlElement, html: str) -> None:
    """Drop the elements and the text of the page's tree that are beyond either limit, in the document's order."""
    if len(html) <= _MOST_CHARACTERS and html.count("<") <= _MOST_ELEMENTS:
        return
    room = _MOST_CHARACTERS
    for number, element in enumerate(tree.iter()):
        room -= _length(element)
        if number >= _MOST_ELEMENTS or room < 0:
            _end_with(element)
            return


def _length(element: HtmlElement) -> int:
    inside = 0 if element.tag in _NOT_TEXT else len(element.text or "")
    return inside + len(element.tail or "")


def _end_with(last: HtmlElement) -> None:
    """Make it the last element of its document, with no more text than a whole document may have."""
    last.text = (last.text or "")[:_MOST_CHARACTERS]
    for element in [last, *last.iterancestors()]:
        element.tail = None
        parent = element.getparent()
        if parent is not None:
            del parent[parent.index(element) + 1 :]
    del last[:]
