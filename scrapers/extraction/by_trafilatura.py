"""The body by trafilatura: precision first, the default setting where that leaves too little."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from scrapers.extraction import zwnj
from scrapers.extraction.extractor import Extraction
from scrapers.extraction.metadata.reading import read_metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Below this an article body is suspicious; the other setting must then bring this much more to be believed.
_SHORT_CHARACTERS = 400
_GAIN = 1.3


class TrafilaturaExtractor:
    """An Extractor. Precision lets less furniture into news bodies; on guides and lists it drops too much."""

    def extract(self, html: str, url: str, *, guess: bool = True) -> Extraction:
        """The article in ``html``; an empty one when there is none."""
        tree = _tree(zwnj.hide(html))
        if tree is None:
            return Extraction()
        body = body_of(tree, precise=True)
        if len(body) < _SHORT_CHARACTERS:
            body = _longer(body, body_of(tree, precise=False))
        said = read_metadata(tree, url, datetime.now(UTC), guess=guess)
        return Extraction(zwnj.restore(body, html), said.rewritten(lambda text: zwnj.restore(text, html)))


def _tree(html: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments
        return None


def body_of(tree: HtmlElement, *, precise: bool) -> str:
    """The body as trafilatura finds it, a paragraph a line; ``precise`` lets in less of the site."""
    found = bare_extraction(tree, include_comments=False, favor_precision=precise)
    return (found.text or "") if isinstance(found, Document) else ""


def _longer(body: str, other: str) -> str:
    return other if len(other) > _GAIN * len(body) else body
