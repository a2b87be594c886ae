"""When entries came, as far as their dates can be believed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.arrivals import MOST_EXACT, MOST_SPREAD, of_first_poll, of_later_poll
from scrapers.cadence.hours import DAY, HOUR

NOW = 1_800_000_000.0


def test_dates_of_the_first_document_tell_the_pace() -> None:
    """A feed asked for the first time need not be watched for days; its oldest date begins the time watched."""
    found = of_first_poll([NOW - 5 * HOUR, NOW - 3.1 * HOUR, NOW - 1 * HOUR], NOW)
    assert found.watched_from == NOW - 5 * HOUR
    assert found.instants == (NOW - 3.1 * HOUR, NOW - 1 * HOUR)


def test_first_document_without_dates_tells_nothing() -> None:
    """Thirty items may be a day's news or ten years'."""
    assert of_first_poll([None] * 30, NOW).instants == ()


def test_first_document_ignores_the_future() -> None:
    """Announced events are no news yet."""
    found = of_first_poll([NOW + DAY, NOW - 2 * HOUR, NOW - HOUR], NOW)
    assert found.instants == (NOW - HOUR,)


def test_pinned_entry_does_not_stretch_the_pace() -> None:
    """One welcome article of 2019 under 29 of this week must not make a newsroom look asleep."""
    week = [NOW - number * 5.3 * HOUR for number in range(29)]
    found = of_first_poll([NOW - 2000 * DAY, *week], NOW)
    assert found.watched_from == min(week)
    assert len(found.instants) == 28


def test_dates_without_a_time_are_spread() -> None:
    """Midnight stamps show how many came, not that they came at midnight."""
    midnight = NOW // DAY * DAY
    found = of_first_poll([midnight - number * DAY for number in range(10)], NOW)
    assert len(found.instants) == 9
    assert len({instant % DAY for instant in found.instants}) == 9


def test_huge_first_document_is_bounded() -> None:
    """Ten years of entries in one document teach what the newest teach."""
    found = of_first_poll([NOW - number * HOUR / 7 for number in range(50_000)], NOW)
    assert len(found.instants) <= MOST_EXACT


def test_published_instant_is_believed_between_two_polls() -> None:
    """It is better than the time it was first seen."""
    assert of_later_poll([NOW - 100], NOW - 300, NOW).instants == (NOW - 100,)


def test_unbelievable_dates_fall_between_the_polls() -> None:
    """No date, a future one, one before the poll before: each came since."""
    found = of_later_poll([None, NOW + DAY, NOW - HOUR], NOW - 400, NOW)
    assert found.instants == (NOW - 300, NOW - 200, NOW - 100)


def test_changed_guids_are_no_flood_of_news() -> None:
    """A feed that renames its 500 items must not look like a newsroom in an emergency."""
    found = of_later_poll([NOW - number * DAY for number in range(1, 501)], NOW - 300, NOW)
    assert len(found.instants) == MOST_SPREAD


def test_pause_is_not_taken_for_silence() -> None:
    """After a week of outage the document's newest thirty items stand for their own time only."""
    found = of_later_poll([NOW - number * HOUR - 17 for number in range(30)], NOW - 7 * DAY, NOW)
    assert found.watched_from == NOW - 29 * HOUR - 17


@given(
    st.lists(st.none() | st.floats(-1e12, 1e12), max_size=60),
    st.floats(0, 1e8),
)
def test_arrivals_lie_in_order_within_the_time_watched(dates: list[float | None], since: float) -> None:
    """Whatever a feed tells, what is learned stays in the past."""
    for found in (of_first_poll(dates, NOW), of_later_poll(dates, NOW - since, NOW)):
        assert list(found.instants) == sorted(found.instants)
        assert all(found.watched_from <= instant <= NOW for instant in found.instants)
