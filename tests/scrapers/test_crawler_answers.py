"""Reading an answer's head."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from scrapers.crawling.answers import LONGEST_VALIDATOR, retry_after_seconds, validator

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 22 Nov 2026 12:05:00 GMT", 300.0),
        ("Sun, 22 Nov 2026 12:05:00", 300.0),
        ("Sun, 22 Nov 2026 15:05:00 +0300", 300.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read(value: str | None, seconds: float | None) -> None:
    """Seconds or a date, and nothing else."""
    assert retry_after_seconds(value, NOW) == seconds


@given(st.text())
def test_any_retry_after_is_survived(value: str) -> None:
    """The server chooses the text; overlong numbers and impossible dates must not raise."""
    seconds = retry_after_seconds(value, NOW)
    assert seconds is None or seconds >= 0


def test_absurd_validator_is_forgotten() -> None:
    """A server must not have us store and send back a novel."""
    headers = {"ETag": "x" * (LONGEST_VALIDATOR + 1), "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"}
    response = Response("https://akhbar.example/", headers=headers)
    assert validator(response, "ETag") is None
    assert validator(response, "Last-Modified") == "Sun, 22 Nov 2026 10:00:00 GMT"
