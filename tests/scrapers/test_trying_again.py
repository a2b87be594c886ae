"""A page that could not be had, or may be edited, is asked for three times within half a day, if that is of use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.parsing.results import PageVerdict
from scrapers.statuses import FetchStatus
from scrapers.trying_again import WAITS, next_look, next_try

FIRST = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("tries", "wait"), [(0, 15), (1, 120), (2, 720)])
def test_tries_follow_the_first_reading(tries: int, wait: int) -> None:
    """In minutes; soon for a hiccup, late for an outage."""
    before = FIRST + WAITS[tries - 1] if tries else FIRST
    assert next_try(FetchStatus.BLOCKED, tries, FIRST, before) == FIRST + timedelta(minutes=wait)


def test_tries_end() -> None:
    """A page is not asked for until the end of time."""
    assert next_try(FetchStatus.BLOCKED, 3, FIRST, FIRST) is None


def test_late_tries_are_apart() -> None:
    """A service that stood still for days does not ask three times at once."""
    late = FIRST + timedelta(days=3)
    assert next_try(FetchStatus.BLOCKED, 1, FIRST, late) == late + timedelta(minutes=15)


@pytest.mark.parametrize("status", ["no_link", "robots_denied", "gone", "not_a_page", "refused_address", "set_aside"])
def test_hopeless_pages_are_left_alone(status: str) -> None:
    """Nothing is there, or we must not ask."""
    assert next_try(FetchStatus(status), 0, FIRST, FIRST) is None


@pytest.mark.parametrize("verdict", list(PageVerdict))
def test_every_judged_page_is_tried(verdict: PageVerdict) -> None:
    """A wall may be gone later; an article needs no second reading."""
    again = next_try(FetchStatus(verdict.value), 0, FIRST, FIRST)
    assert (again is None) == (verdict is PageVerdict.ARTICLE)


@pytest.mark.parametrize(
    ("minutes", "wait"), [(0, 15), (15, 120), (119, 134), (120, 720), (719, 734), (720, None), (5000, None)]
)
def test_looks_follow_the_first_reading(minutes: int, wait: int | None) -> None:
    """In minutes; a look that was late is not made up for, and the next one is a quarter of an hour away."""
    at = next_look(FetchStatus.OK, FIRST, FIRST + timedelta(minutes=minutes))
    assert at == (None if wait is None else FIRST + timedelta(minutes=wait))


@pytest.mark.parametrize("status", ["gone", "not_found", "soft_404", "robots_denied", "refused_address", "set_aside"])
def test_pages_that_went_are_not_looked_at(status: str) -> None:
    """The article is all that is left of them."""
    assert next_look(FetchStatus(status), FIRST, FIRST) is None


@pytest.mark.parametrize("status", ["http_5xx", "timeout", "paywall", "short_body", "blocked"])
def test_pages_that_fail_are_looked_at_again(status: str) -> None:
    """It may be there in two hours."""
    assert next_look(FetchStatus(status), FIRST, FIRST) is not None
