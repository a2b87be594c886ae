"""The one place that asks trafilatura for a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trafilatura import bare_extraction
from trafilatura.settings import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def body_of(tree: HtmlElement, *, precise: bool) -> str:
    """The body as trafilatura finds it, a paragraph a line; ``precise`` lets in less of the site. Empty when none."""
    found = bare_extraction(tree, include_comments=False, favor_precision=precise)
    return (found.text or "") if isinstance(found, Document) else ""
