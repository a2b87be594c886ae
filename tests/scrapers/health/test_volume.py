"""How many entries a weekday brings, and what a kept text may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.health.habits import NO_HABITS, Habits, after_answer, after_entries, is_stale
from scrapers.health.keeping import LONGEST_TEXT, NOTHING_KNOWN, Health, from_json, to_json
from scrapers.health.volume import NOTHING_COUNTED, Volume, count, put_off, usual

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def counted(weeks: int, per_hour: int = 1) -> Volume:
    """A feed that brings so many entries an hour from Monday to Friday, and none at the weekend."""
    volume = count(NOTHING_COUNTED, 0, MONDAY, None)
    for hours in range(1, weeks * 7 * 24 + 1):
        at = MONDAY + hours * HOUR
        if (at - timedelta(seconds=1)).weekday() < 5:
            volume = count(volume, per_hour, at - timedelta(seconds=1), 1.0)
    return volume


def test_weekdays_differ() -> None:
    """Friday is not Sunday."""
    volume = counted(4)
    assert usual(volume, 2) == pytest.approx(24, rel=0.1)
    assert usual(volume, 6) == pytest.approx(0, abs=0.5)


def test_unwatched_weekday_is_not_known() -> None:
    """Three days of watching say nothing of the fourth."""
    assert usual(count(NOTHING_COUNTED, 0, MONDAY, None), 4) is None


def test_pause_of_the_service_is_no_quiet_day() -> None:
    """What was not watched counts neither way."""
    volume = counted(2)
    later = MONDAY + 60 * DAY
    assert usual(count(put_off(volume, later), 1, later, None), 2) == pytest.approx(24, rel=0.1)


def test_one_slow_answer_is_no_habit() -> None:
    """Two are, and two quick ones end it."""
    shown, habits = [], NO_HABITS
    for share in (0.9, 0.1, 0.9, 0.9, 0.1, 0.9, 0.1, 0.1):
        habits = after_answer(habits, share)
        shown.append(habits.is_slow)
    assert shown == [False, False, False, True, True, True, True, False]


def test_dates_that_stand_still_are_stale() -> None:
    """Entries come, none younger than what was there days ago: an old copy."""
    habits = after_entries(NO_HABITS, [MONDAY])
    for _ in range(10):
        habits = after_entries(habits, [MONDAY - DAY])
    assert (is_stale(habits, MONDAY + 2 * DAY), is_stale(habits, MONDAY + 3 * DAY)) == (False, True)
    assert not is_stale(after_entries(habits, [MONDAY + 3 * DAY]), MONDAY + 3 * DAY)


def test_feed_without_dates_is_never_stale() -> None:
    """Many feeds name none."""
    habits = NO_HABITS
    for _ in range(50):
        habits = after_entries(habits, [None])
    assert not is_stale(habits, MONDAY)


def test_kept_health_comes_back() -> None:
    """To four digits."""
    health = Health(counted(3), Habits(1, is_slow=True, charset="cp1256, not utf-8", newest=1_700_000_000.0, still=3))
    health = replace(health, habits=replace(health.habits, left_out=18_000))
    text = to_json(health)
    assert from_json(text).habits == health.habits
    assert from_json(text).volume.entries == pytest.approx(health.volume.entries, rel=1e-3)
    assert to_json(from_json(text)) == text
    assert len(text) < LONGEST_TEXT / 4


def test_health_without_left_out_items_is_read() -> None:
    """What the release before wrote: a weekday's counts are weeks of learning."""
    row = "[" + ",".join(["2"] * 7) + "]"
    before = from_json(f'[1,[1700000000,{row},{row},0,0],[0,0,"",null,3]]')
    assert (before.habits.still, before.habits.left_out, before.volume.entries[0]) == (3, 0, 2.0)


@given(st.one_of(st.none(), st.text(max_size=200), st.from_regex(r"\[1,\[[0-9, \[\]null.e-]*\]\]", fullmatch=True)))
def test_damaged_text_is_nothing_known(text: str | None) -> None:
    """An old or broken row must not stop a poll."""
    assert isinstance(from_json(text), Health)


def test_other_version_is_nothing_known() -> None:
    """After a step back to an older release."""
    assert from_json('[2,[null,[],[],0,0],[0,0,"",null,0]]') == NOTHING_KNOWN
