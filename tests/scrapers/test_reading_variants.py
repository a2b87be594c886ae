"""One Arabic article in the bytes that systems make of it: each gives the same text, and the same names are found."""

from __future__ import annotations

import codecs

import pytest

from scrapers.extraction.page import extract_page
from scrapers.extraction.plain_text import strip_html
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import LEAD, PARAGRAPHS, Item, page, rss
from tests.watchlist.world import surfaces, watching

TITLE = "هدوء حذر في هجين شرق دير الزور"
WATCHED = watching("هجين", "دير الزور")
FEED = rss(Item(title=TITLE, description="".join(f"<p>{text}</p>" for text in PARAGRAPHS)), declaration="DECLARATION\n")


def declared(charset: str | None) -> str:
    """The feed with this charset in its declaration."""
    return FEED.replace("DECLARATION", f'<?xml version="1.0" encoding="{charset}"?>' if charset else "")


def halved(document: bytes) -> bytes:
    """With half of a character where a system cut an emoji."""
    return document.replace("حذر في".encode(), "حذر ".encode() + b"\xed\xa0\xbd" + "في".encode())


VARIANTS: dict[str, tuple[bytes, str | None]] = {
    "utf-8": (declared("utf-8").encode(), "text/xml; charset=utf-8"),
    "windows-1256": (declared("windows-1256").encode("cp1256"), None),
    "windows-1256, not declared": (declared(None).encode("cp1256"), "text/xml"),
    "windows-1256, said to be UTF-8": (declared("utf-8").encode("cp1256"), "text/xml; charset=utf-8"),
    "UTF-8, said to be windows-1256": (declared("windows-1256").encode(), "text/xml; charset=windows-1256"),
    "a byte order mark against the declaration": (codecs.BOM_UTF8 + declared("iso-8859-1").encode(), None),
    "UTF-16 with its mark": (declared("utf-16").encode("utf-16"), "text/xml"),
    "UTF-16 without its mark": (declared("utf-16").encode("utf-16-le"), "text/xml; charset=utf-8"),
    "header and declaration differ": (declared("utf-8").encode(), "text/xml; charset=iso-8859-1"),
    "encoded twice by way of windows-1252": (declared("utf-8").encode().decode("latin-1").encode(), None),
    "encoded twice by way of windows-1256": (declared("utf-8").encode().decode("cp1256").encode(), None),
    "control characters": (declared("utf-8").replace("حذر", "حذ\x01ر").encode(), None),
    "NUL": (declared("utf-8").encode().replace("حذر".encode(), "حذ".encode() + b"\0" + "ر".encode()), None),
    "half a character": (halved(declared("utf-8").encode()), None),
    "iso-8859-6": (declared("iso-8859-6").encode("iso-8859-6"), None),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_feed_gives_one_text(variant: str) -> None:
    """The text is the same to the letter, and each name is found in it."""
    body, content_type = VARIANTS[variant]
    (item,) = read_feed(body, "https://news.example/feed", content_type).items
    text = strip_html(item.summary)
    assert (item.title, text.split("\n")[0]) == (TITLE, LEAD)
    assert surfaces(WATCHED, item.title) == ["هجين", "دير الزور"]
    assert surfaces(WATCHED, text)[:2] == ["دير الزور", "هجين"]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", "utf-8"),
        ("cp1256", "windows-1256"),
        ("cp1256", None),
        ("cp1256", "utf-8"),
        ("utf-8", "windows-1256"),
        ("utf-16", None),
    ],
)
def test_page_gives_one_text(encoding: str, meta: str | None) -> None:
    """The article's page is in the same hands."""
    head = f'<meta charset="{meta}">' if meta else ""
    found = extract_page(page(head=head).encode(encoding), "https://news.example/ar/1", "text/html")
    assert set(surfaces(WATCHED, found.body)) == {"دير الزور", "هجين"}


def test_page_encoded_twice_is_read() -> None:
    """An archive that was moved between databases shows its old pages so."""
    found = extract_page(page().encode().decode("cp1256").encode(), "https://news.example/ar/1", "text/html")
    assert set(surfaces(WATCHED, found.body)) == {"دير الزور", "هجين"}
