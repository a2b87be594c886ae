"""The one place that asks trafilatura for a body."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# It would throw these away too, but only after it has copied and searched through them several times.
_WITHOUT_TEXT = (
    *("audio", "button", "canvas", "datalist", "dialog", "embed", "footer", "head", "iframe", "input", "link"),
    *("map", "menu", "meta", "nav", "noscript", "object", "picture", "script", "select", "svg", "template"),
    *("textarea", "video"),
)


def body_of(tree: HtmlElement, *, precise: bool) -> str:
    """The body as trafilatura finds it, a paragraph a line; ``precise`` lets in less of the site. Empty when none.

    Only the precise one does without what never holds an article, for an unclosed ``nav`` may hold the whole page.
    """
    read = _lightened(tree) if precise else tree
    found = bare_extraction(read, include_comments=False, favor_precision=precise)
    return (found.text or "") if isinstance(found, Document) else ""


def _lightened(tree: HtmlElement) -> HtmlElement:
    lighter = copy(tree)
    etree.strip_elements(lighter, *_WITHOUT_TEXT, with_tail=False)
    return lighter
