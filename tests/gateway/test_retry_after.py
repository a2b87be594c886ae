"""Reading a Retry-After header: feeds, pages and webhooks answer with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.retry_after import LONGEST, asked_wait

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Sun, 22 Nov 2026 12:05:00 GMT", 300),
        ("Sun, 22 Nov 2026 12:05:00", 300),
        ("Sun, 22 Nov 2026 15:05:00 +0300", 300),
        ("99999999999999999999", 86400),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 86400),
    ],
)
def test_seconds_and_dates_are_read(value: str, seconds: int) -> None:
    """Both are in use, and both are bounded."""
    assert asked_wait(value, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", [None, "", "soon", "-5", " 0 ", "١٢٠", "1e9", "Sun, 22 Nov 2026 11:00:00 GMT"])
def test_no_wait_is_none(value: str | None) -> None:
    """What cannot be read, or lies in the past, leaves the schedule as it is."""
    assert asked_wait(value, NOW) is None


@pytest.mark.parametrize(
    "value",
    ["Sun, 99", "Mon, 01 Jan 2020 99999999999999999999:00:00 GMT", "Mon, 01 Jan 2020 00:00:00 +9" + "9" * 30],
)
def test_impossible_dates_are_survived(value: str) -> None:
    """The library answers some with errors of unexpected kinds, which once ended a whole fetch."""
    assert asked_wait(value, NOW) is None


@given(st.text(max_size=60))
def test_any_text_is_survived(value: str) -> None:
    """A header from outside never raises and never asks for more than a day."""
    wait = asked_wait(value, NOW)
    assert wait is None or timedelta(0) < wait <= LONGEST
