"""A date may be wrong; it then is no date, and the item stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.reading.dates import believable
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import Item, rss

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def published(raw: str | None) -> str | None:
    """The date of an item that gives it so."""
    (item,) = read_feed(rss(Item(date=raw)).encode(), "https://news.example/feed", None).items
    return item.published.isoformat() if item.published else None


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("Tue, 05 Nov 2024 10:00:00 +0300", "2024-11-05T07:00:00+00:00"),
        ("2024-11-05T10:00:00+03:00", "2024-11-05T07:00:00+00:00"),
        ("٠٥ Nov ٢٠٢٤ 07:00:00 GMT", "2024-11-05T07:00:00+00:00"),
        ("1730790000", "2024-11-05T07:00:00+00:00"),
        ("1730790000000", "2024-11-05T07:00:00+00:00"),
    ],
)
def test_dates_are_read_as_utc(raw: str, instant: str) -> None:
    """Zones are honoured; seconds and milliseconds since 1970 are no year and month."""
    assert published(raw) == instant


@pytest.mark.parametrize("raw", [None, "", "غداً", "1446-05-03", "0001-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "12345"])
def test_impossible_dates_are_none(raw: str | None) -> None:
    """Hijri years, the year 1, the beginning of Unix time and words say nothing about the instant."""
    assert published(raw) is None


def test_future_dates_are_not_believed() -> None:
    """A date ahead of us would sort the item above all news; ten minutes of skew are forgiven."""
    assert believable(datetime(2099, 1, 1, tzinfo=UTC), NOW) is None
    assert believable(datetime(2026, 11, 22, 12, 9, tzinfo=UTC), NOW) is not None
    assert believable(None, NOW) is None


def test_the_year_one_is_not_believed() -> None:
    """Some sites print the zero of their clock as a page's date: it would sort below all news, and no zone knows it."""
    assert believable(datetime(1, 1, 1, tzinfo=UTC), NOW) is None
