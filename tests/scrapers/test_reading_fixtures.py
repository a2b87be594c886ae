"""Documents as the systems of newsrooms emit them, each with what it gives beside it (tests/scrapers/feeds)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from scrapers.parsing.results import FeedItem, ParseFailed
from scrapers.reading.dates import believable
from scrapers.reading.feed import read_feed
from scrapers.reading.keys import key_items

FOLDER = Path(__file__).with_name("feeds")
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
URL = "https://news.example/feed.xml"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def shown(item: FeedItem) -> list[str | None]:
    """An item as the table has it; a date that is not believed is none."""
    date = believable(item.published, NOW)
    return [item.title, item.url, date.isoformat() if date else None]


def test_every_document_has_its_outcome() -> None:
    """A document without an outcome would test nothing."""
    assert {path.name for path in FOLDER.iterdir()} - {"expected.yaml"} == set(EXPECTED)
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", EXPECTED)
def test_document_gives_what_is_expected(name: str) -> None:
    """Each item, with title, address and date, or the failure's name."""
    expected = EXPECTED[name]
    body, content_type = (FOLDER / name).read_bytes(), expected.get("content_type")
    if "fails" in expected:
        with pytest.raises(ParseFailed) as failure:
            read_feed(body, URL, content_type)
        assert failure.value.reason == expected["fails"]
        return
    parsed = read_feed(body, URL, content_type)
    if "count" in expected:
        assert len(parsed.items) == expected["count"]
    else:
        assert [shown(item) for item in parsed.items] == expected["items"]
    assert parsed.complete is expected.get("complete", True)
    assert parsed.left_out == expected.get("left_out", 0)
    assert [child.url for child in parsed.children] == expected.get("children", [])
    assert not expected.get("content") or parsed.items[0].content


@pytest.mark.parametrize("name", [name for name in EXPECTED if "fails" not in EXPECTED[name]])
def test_known_document_gives_nothing_new(name: str) -> None:
    """What was read once is passed over, or read again in whole: never in part."""
    body, content_type = (FOLDER / name).read_bytes(), EXPECTED[name].get("content_type")
    first = read_feed(body, URL, content_type)
    again = read_feed(body, URL, content_type, frozenset(first.digests))
    assert again.items in ((), first.items)
    assert len(again.items) + again.known == len(first.items)


@pytest.mark.parametrize("name", [name for name in EXPECTED if "entries" in EXPECTED[name]])
def test_items_are_told_apart(name: str) -> None:
    """Repeated and missing guids make no entry less and none more."""
    parsed = read_feed((FOLDER / name).read_bytes(), URL, EXPECTED[name].get("content_type"))
    assert len(key_items(parsed.items, guids_unreliable=False, now=NOW).entries) == EXPECTED[name]["entries"]
