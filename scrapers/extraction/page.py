"""A page's bytes to an ExtractedPage. Runs in a parser process, never beside the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.charset import decode
from scrapers.extraction.by_trafilatura import TrafilaturaExtractor
from scrapers.extraction.language import page_language
from scrapers.extraction.plain_text import strip_html
from scrapers.mojibake import read_back
from scrapers.parsing.results import ExtractedPage, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_title, strip_controls

if TYPE_CHECKING:
    from scrapers.extraction.extractor import Extractor

_BODY_LIMIT = 1_000_000
_AUTHOR_LIMIT = 300
_EXTRACTOR: Extractor = TrafilaturaExtractor()


def extract_page(
    body: bytes,
    url: str,
    content_type: str | None,
    feed_html: str = "",
    *,
    guess: bool = True,
    extractor: Extractor = _EXTRACTOR,
) -> ExtractedPage:
    """The article of a page that was fetched from ``url``; raises ParseFailed (empty) for a blank page.

    ``guess``: guess the day of publication where the page does not give it.
    """
    html = read_back(decode(body, content_type))
    if not html.strip():
        raise ParseFailed(ParseReason.EMPTY)
    found = extractor.extract(html, url, guess=guess)
    text = strip_controls(found.body).strip()[:_BODY_LIMIT]
    said = found.metadata.rewritten(clean_title)
    return ExtractedPage(
        title=said.title,
        body=text,
        author=(said.author or "")[:_AUTHOR_LIMIT] or None,
        published=said.published,
        language=page_language(html, text),
        feed_text=strip_controls(strip_html(feed_html))[:_BODY_LIMIT],
        modified=said.modified,
        canonical_url=said.canonical_url,
        section=said.section,
        image_url=said.image_url,
        origins=said.origins,
    )
