"""The body by trafilatura: precision first, the default setting where that leaves too little."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from scrapers.extraction import zwnj
from scrapers.extraction.extractor import Extraction
from scrapers.extraction.metadata import Metadata, read_metadata

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
        body = _body(tree, precise=True)
        if len(body) < _SHORT_CHARACTERS:
            body = _longer(body, _body(tree, precise=False))
        said = _metadata(tree, url) if guess else read_metadata(tree)
        return Extraction(
            title=zwnj.restore(said.title, html),
            body=zwnj.restore(body, html),
            author=zwnj.restore(said.author or "", html) or None,
            published=said.published,
        )


def _tree(html: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments
        return None


def _body(tree: HtmlElement, *, precise: bool) -> str:
    found = bare_extraction(tree, include_comments=False, favor_precision=precise)
    return (found.text or "") if isinstance(found, Document) else ""


def _longer(body: str, other: str) -> str:
    return other if len(other) > _GAIN * len(body) else body


def _metadata(tree: HtmlElement, url: str) -> Metadata:
    """What the page says of itself; the library looks for traces in the text only where that leaves a gap.

    The traces cost three times as much as the body.
    """
    said = read_metadata(tree)
    if said.is_enough:
        return said
    guessed = extract_metadata(tree, url)
    return Metadata(
        title=said.title or guessed.title or "",
        author=said.author or guessed.author,
        published=said.published or _midnight(guessed.date),
    )


def _midnight(day: str | None) -> datetime | None:
    """The library knows days only: midnight UTC stands for the day."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
