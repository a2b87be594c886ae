"""Elements within a line that would cut it, glue a figure to a name, or take a word out of it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEW = 3


def mend_lines(tree: HtmlElement) -> None:
    """Change the tree so that extractors keep them in their lines: quotations, notes, corrections, words to press."""
    for element in tree.iter("q", "sup", "del", "s", "strike", "button"):
        if element.tag == "sup":
            _set_apart(element)
        elif element.tag in {"q", "button"}:
            _keep(element)
        elif not element.tail:
            element.tail = " "


def _set_apart(note: HtmlElement) -> None:
    """Put a space before the number of a note: no name is found in ``Raqqa1``."""
    if not "".join(islice(note.itertext(), _FEW)).strip().isdigit():
        return
    before, parent = note.getprevious(), note.getparent()
    if before is not None:
        before.tail = f"{before.tail or ''} "
    elif parent is not None:
        parent.text = f"{parent.text or ''} "


def _keep(element: HtmlElement) -> None:
    """Make it plain, a button only where it is a word of a sentence."""
    before, parent = element.getprevious(), element.getparent()
    text_before = before.tail if before is not None else parent.text if parent is not None else None
    is_amid = bool((text_before or "").strip() and (element.tail or "").strip())
    if element.tag == "q" or (is_amid and parent is not None and parent.tag == "p"):
        element.tag = "span"
