"""Many newsrooms keep a sitemap for Google News and no feed: it has every article's address, title and time."""

from __future__ import annotations

import gzip

import pytest

from scrapers.parsing.results import ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import Item, rss

URL = "https://news.example/sitemaps/news.xml"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def read(body: str | bytes) -> ParsedFeed:
    """The document that was fetched from the tests' URL."""
    return read_feed(body.encode() if isinstance(body, str) else body, URL, "application/xml")


def news(*urls: str) -> str:
    """A news sitemap."""
    head = f'<?xml version="1.0"?>\n<!-- made today -->\n<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">'
    return f"{head}{''.join(urls)}</urlset>"


ARTICLE = """<url><loc>https://news.example/ar/1?a=1&amp;b=2</loc><news:news><news:publication><news:name>مرصد</news:name>
<news:language>ar</news:language></news:publication><news:publication_date>2024-11-05T10:00:00+03:00</news:publication_date>
<news:title>قصف على هجين &amp; الرقة</news:title></news:news>
<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:loc>https://cdn.example/1.jpg</image:loc>
<image:title>صورة</image:title></image:image></url>"""


def test_news_sitemap_gives_items() -> None:
    """Title and time are the article's, never its picture's."""
    (item,) = read(news(ARTICLE)).items
    assert item.url == item.guid == "https://news.example/ar/1?a=1&b=2"
    assert item.title == "قصف على هجين & الرقة"
    assert item.published is not None
    assert item.published.isoformat() == "2024-11-05T07:00:00+00:00"


def test_plain_sitemap_is_dated_by_its_changes() -> None:
    """A plain sitemap has addresses and times only; bare ampersands in them are common."""
    urls = "<url><loc>/ar/2?x=1&y=2</loc><lastmod>2024-11-05</lastmod></url><url><loc>/ar/3</loc></url><url/>"
    parsed = read(news(urls))
    assert [item.url for item in parsed.items] == ["https://news.example/ar/2?x=1&y=2", "https://news.example/ar/3"]
    assert [item.published is None for item in parsed.items] == [False, True]
    assert parsed.complete


def test_index_names_the_newest_first() -> None:
    """Of hundreds of parts only the newest have news: by date, else by name and number."""
    dated = "".join(
        f"<sitemap><loc>https://news.example/{year}.xml</loc><lastmod>{year}-01-01</lastmod></sitemap>"
        for year in (2022, 2024, 2023)
    )
    undated = "<sitemap><loc>/post-9.xml</loc></sitemap><sitemap><loc>/post-10.xml.gz</loc></sitemap>"
    parsed = read(f'<sitemapindex xmlns="{SITEMAP}">{undated}{dated}</sitemapindex>')
    names = [child.url.rsplit("/", 1)[1] for child in parsed.children]
    assert names == ["2024.xml", "2023.xml", "2022.xml", "post-10.xml.gz", "post-9.xml"]
    assert parsed.items == ()


def test_packed_sitemap_is_unpacked() -> None:
    """Parts are mostly stored packed, which no header of the answer tells."""
    assert len(read(gzip.compress(news(ARTICLE).encode())).items) == 1


def test_packed_bomb_is_refused() -> None:
    """What unpacks to more than a fetch may bring is not read."""
    with pytest.raises(ParseFailed) as failure:
        read(gzip.compress(b" " * 50_000_000))
    assert failure.value.reason is ParseReason.TOO_MUCH


def test_cut_sitemap_keeps_whole_pages() -> None:
    """The end that is missing is told."""
    parsed = read(news(ARTICLE)[: -len("</urlset>")])
    assert (len(parsed.items), parsed.complete) == (1, False)


def test_no_entity_is_resolved() -> None:
    """A sitemap cannot read the machine's files, nor multiply."""
    document = (
        f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "{"a" * 50}"><!ENTITY b "{"&a;" * 50}">]>'
        f'<urlset xmlns="{SITEMAP}"><url><loc>/ar/1</loc><title>&x;&b;</title></url></urlset>'
    )
    (item,) = read(document).items
    assert item.title == "&x;&b;"


def test_many_comments_cost_little() -> None:
    """What stands before the first element is looked at once."""
    comments = "<!-- x -->" * 2_000
    assert len(read(comments + news(ARTICLE)).items) == 1
    assert len(read(comments + rss(Item())).items) == 1


def test_endless_pages_are_bounded() -> None:
    """More pages than the protocol allows are counted, not kept."""
    parsed = read(news("<url><loc>/a</loc></url>" * 50_010))
    assert (len(parsed.items), parsed.left_out) == (2_000, 48_010)
