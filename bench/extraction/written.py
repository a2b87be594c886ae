"""The pages of tests/extraction_pages as streams: two to four a site, all their paragraphs known."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from bench.extraction.streams import Told, stream_figures
from tests.extraction_pages.pages import article_pages

if TYPE_CHECKING:
    from bench.service.figures import Figure

PART = "written pages"


def written_part() -> list[Figure]:
    """Too few a site to gain much: nothing may be lost."""
    pages = article_pages()
    told = [Told(page.url, {"url": page.url, "html_base64": _encoded(page.sent)}, page.paragraphs) for page in pages]
    return stream_figures(PART, told)


def _encoded(sent: bytes) -> str:
    return base64.b64encode(sent).decode()
