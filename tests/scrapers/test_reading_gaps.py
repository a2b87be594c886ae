"""What feedparser alone gets wrong, each by its number in the measurements: read rightly here."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from scrapers.parsing.results import FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.dates import believable
from scrapers.reading.feed import read_feed
from scrapers.reading.keys import key_items
from tests.scrapers.documents import LEAD, Item, items, page, rss

URL = "https://news.example/ar/feed.xml"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = "2024-11-05T00:00:00+00:00"
NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/ar/1</loc>'
    "<news:news><news:title>هجين</news:title></news:news></url></urlset>"
)


def read(document: str | bytes) -> ParsedFeed:
    """The document that was fetched from the tests' URL."""
    return read_feed(document.encode() if isinstance(document, str) else document, URL, None)


def only(document: str | bytes) -> FeedItem:
    """Its one item."""
    (item,) = read(document).items
    return item


def dated(raw: str) -> str | None:
    """The date of an item that gives it so, as far as it is believed."""
    date = believable(only(rss(Item(date=raw))).published, NOW)
    return date.isoformat() if date else None


def test_gap_1_json_feed() -> None:
    """JSON Feed gave no entries."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/ar/1", "title": "هجين"}]}
    assert only(json.dumps(feed)).url == "https://news.example/ar/1"


@pytest.mark.parametrize(
    "raw", ["الثلاثاء، 05 نوفمبر 2024", "5 تشرين الثاني 2024", "٥ نوفمبر ٢٠٢٤", "3 جمادى الأولى 1446"]
)
def test_gap_2_arabic_dates(raw: str) -> None:
    """Arabic dates were none."""
    assert dated(raw) == DAY


def test_gap_3_hijri_iso() -> None:
    """A Hijri date was read as the year 1446."""
    assert dated("1446-05-03") == DAY


@pytest.mark.parametrize("raw", ["1730790000", "1730790000000"])
def test_gap_4_epoch(raw: str) -> None:
    """Seconds since 1970 became a day of 2017."""
    assert dated(raw) == "2024-11-05T07:00:00+00:00"


def test_gap_5_arabia_standard_time() -> None:
    """Arabia Standard Time was off by seven hours."""
    assert dated("Tue, 05 Nov 2024 10:00:00 AST") == "2024-11-05T07:00:00+00:00"


def test_gap_6_day_first() -> None:
    """Days before months were none."""
    assert dated("05/11/2024") == DAY


def test_gap_7_french_day_names() -> None:
    """Dates of the Maghreb's French sites were none."""
    assert dated("Mar, 05 Nov 2024 10:00:00 +0100") == "2024-11-05T09:00:00+00:00"


def test_gap_8_future_dates() -> None:
    """The year 2099 was accepted; the item stays, and is ordered by when it was first seen."""
    (entry,) = key_items(read(rss(Item(date="2099-01-01"))).items, guids_unreliable=False, now=NOW).entries
    assert entry.published_at is None


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("cp1256", '<?xml version="1.0"?>'),
        ("cp1256", '<?xml version="1.0" encoding="utf-8"?>'),
        ("utf-8", '<?xml version="1.0" encoding="windows-1256"?>'),
    ],
)
def test_gap_9_arabic_charsets(encoding: str, declaration: str) -> None:
    """Wrong declarations gave letters of another alphabet, one of them without any sign of it."""
    assert only(rss(Item(title="عاجل من هجين"), declaration=declaration).encode(encoding)).title == "عاجل من هجين"


def test_gap_10_truncated_document() -> None:
    """The cut item came with half of its fields; the whole ones come, and the cut one with the next poll."""
    parsed = read(rss(*items(3)).split("<title>خبر عاجل رقم 3")[0])
    assert ([item.guid for item in parsed.items], parsed.complete) == (["urn:item:1", "urn:item:2"], False)


def test_gap_10_truncated_rdf() -> None:
    """RDF ends its channel before its items, and that is no sign of a whole document."""
    document = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>'
        '<title>مرصد</title></channel><item rdf:about="/1"><title>أول</title></item>'
        '<item rdf:about="/2"><title>قصف على هجين</title></item></rdf:RDF>'
    )
    cut = read(document.split("على", maxsplit=1)[0])
    assert ([item.title for item in cut.items], cut.complete) == (["أول"], False)
    assert read(document).complete


def test_gap_10_spaces_without_end() -> None:
    """A run of spaces was searched for declarations from each of its places: seconds, for a few kilobytes."""
    started = time.process_time()
    read(rss(*items(1), title=" " * 300_000 + "مرصد", declaration=""))
    assert time.process_time() - started < 5


def test_gap_11_relative_links() -> None:
    """A relative link led nowhere."""
    assert only(rss(Item(link="/ar/1"))).url == "https://news.example/ar/1"


def test_gap_12_guid_without_link() -> None:
    """An item with a guid that is no link has no link, and is an entry all the same."""
    found = read(rss(Item(link=None, guid="a-1"), Item(link=None, guid="a-2")))
    assert [item.url for item in found.items] == ["", ""]
    assert len(key_items(found.items, guids_unreliable=False, now=NOW).entries) == 2


def test_gap_13_control_characters() -> None:
    """Control characters stayed in titles."""
    assert only(rss(Item(title="عاجل\x0bمن هجين"))).title == "عاجل من هجين"


def test_gap_14_entity_bomb() -> None:
    """Ten million repetitions cost little and give little."""
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdef", "bcdefg", strict=True)
    )
    document = rss(Item(title="T")).replace("<title>T<", "<title>&g;<")
    started = time.process_time()
    assert len(only(document.replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1)).title) <= 1_000
    assert time.process_time() - started < 5


def test_gap_15_error_page() -> None:
    """An error page passed for a day without news."""
    with pytest.raises(ParseFailed) as failure:
        read(page())
    assert failure.value.reason is ParseReason.NOT_A_FEED


def test_gap_16_news_sitemap() -> None:
    """A news sitemap gave no entries."""
    assert only(NEWS).title == "هجين"


def test_duplicate_guids_show_all() -> None:
    """Ten items under one guid are ten; a reader that trusts guids sees one."""
    found = read(rss(*(Item(title=f"{LEAD} {n}", link=f"/ar/{n}", guid="0") for n in range(10))))
    assert len(key_items(found.items, guids_unreliable=False, now=NOW).entries) == 10
