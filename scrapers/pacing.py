"""Pacing: when a feed is polled next, from what the archive knows of it and how its poll went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING

from scrapers.cadence.decision import SPREAD, Situation, next_poll
from scrapers.cadence.failing import LONGEST, Failure, FailureKind
from scrapers.cadence.hints import Hints
from scrapers.cadence.keeping import from_json
from scrapers.cadence.kinds import kind_of
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from scrapers.cadence.rates import GUESSED_PER_DAY
from scrapers.cadence.weight import weight_of
from scrapers.conduct import is_gone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.nouns import Conduct, Entry, Feed
    from scrapers.cadence.pace import Pace
    from scrapers.fetching import FetchResult
    from scrapers.statuses import FetchStatus

POLLS_A_DAY = 96.0
GONE_PAUSE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What all feeds share: the constant that spends the service's requests, and the usual share of matched articles.

    The default is what one feed of an unknown newsroom would get.
    """

    constant: float = sqrt(GUESSED_PER_DAY) / POLLS_A_DAY
    usual_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Poll:
    """How a feed's poll went: what is remembered of its server, the answer if one came, the pace if one was learned."""

    now: datetime
    asked_url: str
    status: FetchStatus
    failures: int
    conduct: Conduct
    answer: FetchResult | None = None
    pace: Pace | None = None


def next_due(feed: Feed, poll: Poll, allowance: Allowance, *, jitter: float) -> datetime:
    """The time of the next poll, ``jitter`` being random in [0, 1)."""
    if is_gone(poll.conduct):
        return poll.now + GONE_PAUSE * (1 + SPREAD * (2 * jitter - 1))
    due = next_poll(_situation(feed, poll, allowance, jitter))
    if poll.conduct.fetch_url == poll.asked_url and kind_of(poll.status) is FailureKind.HARD:
        return min(due, poll.now + timedelta(seconds=feed.interval_min_seconds))
    return due


def longest_wait(feed: Feed) -> timedelta:
    """The longest that a feed which is as this one may be left alone."""
    if is_gone(feed.conduct):
        return GONE_PAUSE * (1 + SPREAD)
    longest = timedelta(seconds=max(feed.interval_min_seconds, feed.interval_max_seconds))
    return (max(longest, LONGEST) if feed.failures else longest) * (1 + SPREAD)


def weight(feed: Feed, allowance: Allowance) -> float:
    """How much a feed's source matters to the watchlist, 1 being usual."""
    return weight_of(feed.articles_matched, feed.articles_counted, allowance.usual_share)


def pace_of(feed: Feed) -> Pace:
    """What was learned of a feed; not even read where its interval leaves nothing to decide."""
    if feed.interval_min_seconds >= feed.interval_max_seconds:
        return NOTHING_LEARNED
    return from_json(feed.pace)


def learned_pace(feed: Feed, entries: Sequence[Entry], now: datetime) -> Pace | None:
    """The feed's pace after these new entries, or None when they taught nothing."""
    before = from_json(feed.pace)
    after = learn(before, [entry.published_at for entry in entries], now, asked_before=feed.last_ok_at)
    return None if after is before else after


def _situation(feed: Feed, poll: Poll, allowance: Allowance, jitter: float) -> Situation:
    return Situation(
        now=poll.now,
        floor=timedelta(seconds=feed.interval_min_seconds),
        ceiling=timedelta(seconds=feed.interval_max_seconds),
        constant=allowance.constant,
        jitter=jitter,
        pace=poll.pace or pace_of(feed),
        weight=weight(feed, allowance),
        hints=_hints(poll),
        failure=_failure(feed, poll),
    )


def _hints(poll: Poll) -> Hints:
    answer, period = poll.answer, poll.conduct.period_seconds
    if answer is None:
        return Hints(period_seconds=period)
    return Hints(answer.status, answer.retry_after_seconds, answer.max_age_seconds, period)


def _failure(feed: Feed, poll: Poll) -> Failure | None:
    kind = kind_of(poll.status)
    if kind is None:
        return None
    well = feed.last_ok_at or feed.added_at or poll.now
    return Failure(kind, poll.failures, max(poll.now - well, timedelta()))
