"""Pages that say something of themselves, for the tests of metadata."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml.html import HTMLParser, document_fromstring

from scrapers.extraction.metadata.reading import read_metadata

if TYPE_CHECKING:
    from scrapers.extraction.metadata.record import Metadata

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "https://www.alfurat-news.example/ar/syria/1201"
LEAD = (
    "أفاد مراسلنا في دير الزور بأن مدينة هجين شهدت صباح الثلاثاء هدوءاً حذراً بعد أيام من الاشتباكات التي أدت إلى نزوح "
    "عشرات العائلات نحو القرى المجاورة."
)


def said(html: str, url: str = URL, *, guess: bool = True) -> Metadata:
    """What is found in a page."""
    tree = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))
    return read_metadata(tree, url, NOW, guess=guess)


def linked(json: str) -> str:
    """A page with this JSON-LD."""
    return f'<html><head><script type="application/ld+json">{json}</script></head><body><p>{LEAD}</p></body></html>'


def headed(head: str = "", body: str = "", language: str = "ar") -> str:
    """A page with this head and body."""
    return f'<html lang="{language}"><head>{head}</head><body>{body}<p>{LEAD}</p></body></html>'


def around(title: str, *, before: str = "", after: str = "", language: str = "ar", foot: str = "") -> str:
    """A page that speaks to readers alone: a headline with lines before and after it, the text, related articles."""
    related = "".join(f"<li><a href='/{n}'>خبر آخر</a><span>{n} نوفمبر 2025</span></li>" for n in range(10, 16))
    return (
        f'<html lang="{language}"><body><header><div>الأحد 22 نوفمبر 2026</div><nav><a href="/">الرئيسية</a></nav>'
        "</header>"
        f"<main><article><div class='head'>{before}<h1>{title}</h1>{after}</div><p>{LEAD}</p><p>{LEAD}</p><p>{LEAD}</p>"
        f"{foot}</article><aside><ul>{related}</ul></aside></main></body></html>"
    )
