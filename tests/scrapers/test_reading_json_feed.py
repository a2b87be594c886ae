"""JSON Feed is read like the others; what is only JSON is a failure with a name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from scrapers.parsing.results import FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.feed import read_feed

URL = "https://news.example/ar/feed.json"


def read(feed: Any) -> ParsedFeed:  # noqa: ANN401 - whatever a server sends
    """The document that was fetched from the tests' URL."""
    body = feed if isinstance(feed, bytes) else json.dumps(feed, ensure_ascii=False).encode()
    return read_feed(body, URL, "application/feed+json")


def feed_of(*items: dict[str, Any], version: str = "1.1") -> dict[str, Any]:
    """A feed of these items."""
    return {"version": f"https://jsonfeed.org/version/{version}", "title": "مرصد الفرات", "items": list(items)}


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_item_is_complete(version: str) -> None:
    """Both versions give all fields; plain text becomes HTML, as all contents are."""
    item = {
        "id": 17,
        "url": "/ar/17",
        "title": "قصف على هجين & الرقة",
        "content_text": "أ < ب",
        "summary": "موجز",
        "date_published": "2024-11-05T10:00:00+03:00",
    }
    parsed = read(feed_of(item, version=version))
    instant = datetime(2024, 11, 5, 7, tzinfo=UTC)
    assert parsed.items == (
        FeedItem("17", "https://news.example/ar/17", "قصف على هجين & الرقة", instant, "موجز", "أ &lt; ب"),
    )
    assert (parsed.title, parsed.complete) == ("مرصد الفرات", True)


def test_cut_feed_keeps_whole_items() -> None:
    """The end that is missing costs the item it cut and no other."""
    body = json.dumps(feed_of(*({"id": str(n), "url": f"https://e.example/{n}", "title": "خبر"} for n in range(3))))
    parsed = read(body.encode()[:-40])
    assert ([item.guid for item in parsed.items], parsed.complete) == (["0", "1"], False)


@pytest.mark.parametrize(
    "body",
    [
        b'{"error": "not found"}',
        b'{"items": [{"name": "x"}]}',
        b"[1, 2]",
        b'{"items": 5}',
        b"{broken",
        b"null",
        b'{"items":' + b"[" * 100_000,
    ],
)
def test_other_json_is_no_feed(body: bytes) -> None:
    """An interface's error must be reported, not taken for a day without news."""
    with pytest.raises(ParseFailed) as failure:
        read(body)
    assert failure.value.reason is ParseReason.NOT_A_FEED


def test_odd_fields_hide_no_item() -> None:
    """Fields of another type than the standard's are left out, and the item stays."""
    odd = {"id": None, "url": 5, "external_url": "https://e.example/x", "title": ["x"], "date_published": 17}
    (item,) = read(feed_of(odd, "x")).items  # type: ignore[arg-type]
    assert (item.guid, item.url, item.title, item.published) == (None, "https://e.example/x", "", None)


def test_endless_items_are_bounded() -> None:
    """A feed of a hundred thousand items costs no more than its first ones, and the rest is reported."""
    parsed = read(feed_of(*({"id": str(n), "url": f"/{n}"} for n in range(20_000))))
    assert (len(parsed.items), parsed.left_out) == (2_000, 18_000)


def test_broken_item_costs_no_other() -> None:
    """A template that leaves one value out breaks one item: those behind it are news, and it is counted."""
    whole = json.dumps(feed_of(*({"id": str(number), "title": f"خبر {number}"} for number in range(1, 5))))
    broken = whole.replace('"id": "2"', '"attachments": [{"url": "a", "title": "b"}, {"url": "c"}], "id": , "x": 2')
    parsed = read_feed(broken.encode(), URL, None)
    assert [item.guid for item in parsed.items] == ["1", "3", "4"]
    assert (parsed.unread, parsed.complete) == (1, True)


def test_comma_behind_the_last_item_is_no_trouble() -> None:
    """Templates that write a comma behind each item leave one too many."""
    whole = json.dumps(feed_of({"id": "1", "title": "خبر"}, {"id": "2", "title": "خبر"}))
    parsed = read_feed(whole.replace("}]", "}, ]").encode(), URL, None)
    assert (len(parsed.items), parsed.unread, parsed.complete) == (2, 0, True)


def test_items_that_say_nothing_are_none() -> None:
    """No entry is made of nothing."""
    assert [item.guid for item in read(feed_of({}, {"id": "1"}, {"title": ""})).items] == ["1"]
