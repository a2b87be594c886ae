"""The next poll of a feed, from everything the archive knows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import sqrt

import pytest

from archive.nouns import Conduct
from scrapers.cadence.keeping import to_json
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from scrapers.fetching import FetchOutcome, FetchResult
from scrapers.pacing import GONE_PAUSE, Allowance, Poll, next_due, weight
from scrapers.statuses import FetchStatus
from tests.scrapers.test_conduct import FEED, NOON, OLD

FLOOR, CEILING = timedelta(minutes=2), timedelta(hours=1)
MINUTE = timedelta(minutes=1)
BUSY = to_json(learn(NOTHING_LEARNED, [NOON - number * 5 * MINUTE for number in range(1, 2000)], NOON))
QUIET = to_json(learn(NOTHING_LEARNED, [NOON - number * timedelta(days=5, hours=7) for number in range(1, 9)], NOON))


def poll(status: FetchStatus = FetchStatus.UNCHANGED, **changes: object) -> Poll:
    """A poll at noon that ended so."""
    fields = {"now": NOON, "asked_url": OLD, "status": status, "failures": 0, "conduct": Conduct(), **changes}
    return Poll(**fields)  # type: ignore[arg-type]


def wait(pace: str | None = None, *, jitter: float = 0.5, went: Poll | None = None, **feed: object) -> timedelta:
    """How long the feed is left alone."""
    known = replace(FEED, pace=pace, **feed)  # type: ignore[arg-type]
    return next_due(known, went or poll(), Allowance(), jitter=jitter) - NOON


def answer(status: int, **told: float) -> FetchResult:
    """An answer with these hints."""
    return replace(FetchResult(FetchOutcome.OK, status, OLD, b"", None, None, None, None, 0.1), **told)  # type: ignore[arg-type]


def test_learned_pace_decides() -> None:
    """A wire is asked in minutes, a bulletin once an hour, an unknown newsroom in between."""
    assert FLOOR <= wait(BUSY) < wait() < wait(QUIET) == CEILING
    assert 10 * MINUTE <= wait() <= 20 * MINUTE


def test_fixed_interval_is_kept() -> None:
    """Where the shortest is the longest nothing is left to decide but a twentieth of chance."""
    fixed = {"interval_min_seconds": 300, "interval_max_seconds": 300}
    waits = {wait(pace, jitter=jitter, **fixed) for pace in (BUSY, QUIET, None) for jitter in (0.0, 0.5)}
    assert waits == {5 * MINUTE}
    assert wait(jitter=0.999, **fixed) < 5.25 * MINUTE


def test_source_that_matters_is_asked_more_often() -> None:
    """Four times the matches, half the wait; of a source that never matched, the double."""
    often = {"articles_counted": 10_000.0, "articles_matched": 4_000.0}
    never = {"articles_counted": 10_000.0, "articles_matched": 0.0}
    allowance = Allowance(sqrt(10) / 96, usual_share=0.1)
    assert [round(weight(replace(FEED, **each), allowance), 2) for each in (often, never, {})] == [3.99, 0.25, 1.0]
    found = [next_due(replace(FEED, **each), poll(), allowance, jitter=0.5) - NOON for each in (often, {}, never)]
    assert found[0] < found[1] < found[2]


def test_fresh_answer_is_not_asked_again() -> None:
    """Within what its cache says, up to a quarter of an hour; what its document says is remembered."""
    assert wait(BUSY, went=poll(answer=answer(304, max_age_seconds=600))) == 10 * MINUTE
    assert wait(BUSY, went=poll(answer=answer(304, max_age_seconds=86_400))) == 15 * MINUTE
    assert wait(BUSY, went=poll(conduct=Conduct(period_seconds=1_800))) == 30 * MINUTE
    assert wait(BUSY, went=poll(conduct=Conduct(period_seconds=86_400))) == wait(BUSY)


@pytest.mark.parametrize(("code", "is_heard"), [(429, True), (503, True), (200, False), (404, False)])
def test_only_overload_may_ask_for_a_pause(code: int, *, is_heard: bool) -> None:
    """Retry-After of any other answer is not for us."""
    went = poll(answer=answer(code, retry_after_seconds=7_200))
    assert (wait(went=went) >= timedelta(hours=2)) is is_heard


def test_failures_weigh_by_kind() -> None:
    """A feed that is not there waits longest; none waits less than a healthy one, and none for ever."""
    kinds = (FetchStatus.NOT_FOUND, FetchStatus.TIMEOUT, FetchStatus.DNS_FAILED)
    waits = [wait(jitter=0.999, went=poll(status, failures=4)) for status in kinds]
    assert waits[0] > waits[1] > waits[2] > wait()
    assert wait(went=poll(FetchStatus.NOT_FOUND, failures=4), jitter=0.0) >= FLOOR
    long_dead = wait(
        jitter=0.999, went=poll(FetchStatus.NOT_FOUND, failures=10_000), last_ok_at=NOON - 99 * 1440 * MINUTE
    )
    assert timedelta(hours=6) < long_dead <= timedelta(hours=25.3)


def test_gone_feed_is_asked_once_a_week() -> None:
    """It may come back; before it is confirmed it is a failing feed like others."""
    gone = poll(FetchStatus.GONE, conduct=Conduct(gone_sightings=3), failures=3)
    assert wait(went=gone) == GONE_PAUSE
    assert wait(went=poll(FetchStatus.GONE, conduct=Conduct(gone_sightings=2), failures=2)) <= 4 * CEILING


def test_failing_new_address_is_checked_at_once() -> None:
    """Whether the old one works is known after the shortest interval, not after a day."""
    went = poll(FetchStatus.NOT_FOUND, conduct=Conduct(fetch_url=OLD), failures=7)
    assert wait(QUIET, went=went) == FLOOR
