"""Failing: how long a failing feed is left alone. The wait doubles and is drawn at random, but always ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import exp2


class FailureKind(StrEnum):
    """What a failure says: the feed is not there, its server is in trouble, or something is in the way just now."""

    HARD = "hard"
    SOFT = "soft"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True)
class Failure:
    """The failures in a row, the last one's kind, and for how long the feed has been failing."""

    kind: FailureKind
    in_a_row: int
    lasting: timedelta


FIRST_WEEK = timedelta(days=7)
LONGEST_IN_FIRST_WEEK = timedelta(hours=6)
LONGEST = timedelta(hours=24)
_DOUBLINGS_EACH = {FailureKind.HARD: 1.0, FailureKind.SOFT: 0.5, FailureKind.TEMPORARY: 0.25}
_MOST_DOUBLINGS = 32.0


def back_off(failure: Failure, healthy: timedelta, jitter: float) -> timedelta:
    """The wait after a failure: at least that of a healthy feed, at most its doublings, where ``jitter`` falls.

    After the first failure a feed is asked as usual, so that two intervals tell a failing feed from a hiccup. Full
    jitter over the whole range, so that feeds that failed together do not come back together.
    """
    doublings = min(max(0, failure.in_a_row - 1) * _DOUBLINGS_EACH[failure.kind], _MOST_DOUBLINGS)
    cap = LONGEST_IN_FIRST_WEEK if failure.lasting < FIRST_WEEK else LONGEST
    shortest = healthy.total_seconds()
    longest = min(shortest * exp2(doublings), max(cap.total_seconds(), shortest))
    return timedelta(seconds=shortest + (longest - shortest) * jitter)
