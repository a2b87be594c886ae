"""Addresses as careless newsrooms write them: an alert must lead to the article, and its page must be found."""

from __future__ import annotations

import gzip

import pytest

from scrapers.parsing.results import ParsedFeed, ParseFailed
from scrapers.reading import items as limits
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import Item, items, rss

URL = "https://news.example/ar/feed.xml"
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def read(document: str | bytes) -> ParsedFeed:
    """The document that was fetched from the tests' URL."""
    return read_feed(document.encode() if isinstance(document, str) else document, URL, None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\u200fhttps://news.example/1\u200e", "https://news.example/1"),
        ("\u202bhttps://news.example/أخبار\u202c", "https://news.example/أخبار"),
        ("\u200b\ufeffhttps://news.example/1\u00a0", "https://news.example/1"),
        ("https://news.example/\n    ar/1", "https://news.example/ar/1"),
        ("www.news.example/1", "https://www.news.example/1"),
        ("http://https://news.example/1", "https://news.example/1"),
        ("https://https://news.example/1", "https://news.example/1"),
        ("https://web.example/http://news.example/1", "https://web.example/http://news.example/1"),
    ],
)
def test_link_is_what_was_meant(written: str, meant: str) -> None:
    """Marks of direction, forgotten schemes and line breaks are the editor's, not the address's."""
    assert read(rss(Item(link=written))).items[0].url == meant


@pytest.mark.parametrize("name", ["lang", "section", "sect", "times", "lt", "image", "amp", "b"])
def test_bare_ampersand_names_no_character(name: str) -> None:
    """``&lang=ar`` is a parameter and no angle bracket, though the document does not escape it."""
    url = f"https://news.example/?id=1&{name}=ar"
    document = f"<rss version='2.0'><channel><item><title>أ & ب</title><link>{url}</link><guid>{url}</guid></item>"
    (item,) = read(document + "</channel></rss>").items
    assert (item.url, item.guid, item.title) == (url, url, "أ & ب")


def test_sitemap_in_cdata_keeps_its_ampersand() -> None:
    """In a CDATA section an ampersand stands for itself."""
    page = "<url><loc><![CDATA[ https://news.example/أخبار?a=1&b=2 ]]></loc></url>"
    assert read(SITEMAP.format(page)).items[0].url == "https://news.example/أخبار?a=1&b=2"


def test_sitemap_packed_in_parts() -> None:
    """Packed files may be joined: what stands in the second part is not lost."""
    document = SITEMAP.format("<url><loc>https://news.example/1</loc></url>" * 2).encode()
    parsed = read(gzip.compress(document[:90]) + gzip.compress(document[90:]) + b"\0\0")
    assert (len(parsed.items), parsed.complete) == (2, True)


def test_sitemap_packed_twice() -> None:
    """A server that packs everything packs a packed file once more."""
    document = SITEMAP.format("<url><loc>https://news.example/1</loc></url>").encode()
    assert len(read(gzip.compress(gzip.compress(document))).items) == 1


def test_sitemap_of_one_tag_is_empty() -> None:
    """A sitemap that closes in its own first tag is whole, and lists nothing."""
    parsed = read('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>')
    assert (parsed.items, parsed.complete) == ((), True)


def test_text_sitemap_is_a_list_of_addresses() -> None:
    """The protocol allows plain text, an address a line; a page of text is none."""
    parsed = read("\ufeffhttps://news.example/أخبار/1\r\nhttps://news.example/2\r\n\r\n")
    assert [item.url for item in parsed.items] == ["https://news.example/أخبار/1", "https://news.example/2"]
    with pytest.raises(ParseFailed):
        read("https://news.example/1 is where to look\n")


def test_undated_news_at_the_end_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many items without dates nobody knows which end is new: both are kept."""
    monkeypatch.setattr(limits, "ITEM_LIMIT", 10)
    undated = [Item(link=item.link, guid=item.guid, title=item.title, date=None) for item in items(30)]
    kept = [item.url.rpartition("/")[2] for item in read(rss(*undated)).items]
    assert kept == ["1", "2", "3", "4", "5", "26", "27", "28", "29", "30"]
