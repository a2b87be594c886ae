"""A line with a time that cannot be moves no other line's window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.copies.index import WINDOW
from scrapers.copies.stream_clock import START, StreamClock

TODAY = datetime(2026, 11, 23, tzinfo=UTC)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOSTILE = [datetime.min.replace(tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]


def clock_after(*said: datetime | None) -> StreamClock:
    """A clock that has read these lines."""
    clock = StreamClock(TODAY)
    for each in said:
        clock.read(each)
    return clock


@pytest.mark.parametrize("hostile", HOSTILE)
def test_impossible_time_moves_nothing(hostile: datetime) -> None:
    """One line of the year 1 or 9999 comes with the line before it, and the next ones when they say."""
    clock = clock_after(NOON, hostile)
    assert clock.now == NOON
    assert clock.read(NOON + DAY) == NOON + DAY


@pytest.mark.parametrize("hostile", HOSTILE)
def test_impossible_time_at_the_start_is_got_over(hostile: datetime) -> None:
    """Nothing came before it; three lines that agree set the clock right."""
    clock = clock_after(hostile, NOON, NOON, NOON + DAY)
    assert START <= clock.now == NOON + DAY


def test_no_time_and_slight_disorder_are_as_late_as_the_line_before() -> None:
    """What comes late comes now, as in the service."""
    assert clock_after(NOON, None, NOON - DAY).now == NOON
    assert clock_after(None, None).now == START


def test_long_gap_is_believed() -> None:
    """A quiet year is no mistake, as long as it lies behind us."""
    assert clock_after(NOON - 365 * DAY, NOON).now == NOON


def test_stream_of_a_time_to_come_goes_on() -> None:
    """On a machine whose clock is wrong, all lines have yet to come."""
    later = TODAY + 400 * DAY
    assert clock_after(later, later + DAY).now == later + DAY
    assert clock_after(NOON, later, later, later + WINDOW).now == later + WINDOW


def test_clock_set_wrong_by_few_lines_is_set_right_by_as_many() -> None:
    """A stream is not compared with its whole past for ever, nor with nothing."""
    wrong = datetime(2999, 1, 1, tzinfo=UTC)
    assert clock_after(NOON, wrong, wrong, wrong).now == wrong
    assert clock_after(NOON, wrong, wrong, wrong, NOON, NOON, NOON).now == NOON
