"""Conduct: what is remembered of how a feed's server behaves, decided from one poll to the next without any I/O.

A feed that moves for good within its own site is fetched at its new address after a while; one that moves to another
owner's site is only told of. A feed counts as gone when its server has said so three times in a row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.cadence.failing import FailureKind
from scrapers.cadence.kinds import kind_of
from scrapers.sites import is_same_site
from scrapers.statuses import FetchStatus, is_good

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Conduct, Feed

SIGHTINGS_TO_MOVE = 3
LEAST_TO_MOVE = timedelta(days=1)
SIGHTINGS_TO_BE_GONE = 3
SAME_BODIES = 5
_LONGEST_ADDRESS = 2_000
_HARD = frozenset(status.value for status in FetchStatus if kind_of(status) is FailureKind.HARD)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a poll saw of a feed's server: ``had_body`` where the answer brought the document, changed or not.

    ``period_seconds`` is what the document said of its changes, where it was read.
    """

    asked_url: str
    status: FetchStatus
    moved_to: str | None = None
    had_body: bool = False
    was_read: bool = False
    period_seconds: float | None = None


def address_of(feed: Feed) -> str:
    """Where a feed is fetched next: at its new address if it has one; while that fails, each other time at the old."""
    adopted = feed.conduct.fetch_url
    if adopted is None or (feed.failures % 2 and feed.status in _HARD):
        return feed.url
    return adopted


def conduct_after(feed: Feed, sight: Sight, now: datetime) -> Conduct:
    """What is remembered after a poll that saw this."""
    conduct = feed.conduct
    gone, same = _gone_sightings(conduct, sight.status), _same_bodies(conduct, sight)
    period = _period(conduct, sight)
    if (gone, same, period) != (conduct.gone_sightings, conduct.same_bodies, conduct.period_seconds):
        conduct = replace(conduct, gone_sightings=gone, same_bodies=same, period_seconds=period)
    return _moved(feed.url, conduct, sight, now) if is_good(sight.status) else conduct


def is_gone(conduct: Conduct) -> bool:
    """Whether the server has said often enough that there is nothing any more."""
    return conduct.gone_sightings >= SIGHTINGS_TO_BE_GONE


def has_left(feed_url: str, conduct: Conduct) -> bool:
    """Whether the feed answers from an address that only a person can put into the configuration."""
    return conduct.moved_to is not None and not is_same_site(feed_url, conduct.moved_to)


def _gone_sightings(conduct: Conduct, status: FetchStatus) -> int:
    """Counted in a row; an answer that never came, or came from a server in trouble, says nothing either way."""
    if status is FetchStatus.GONE:
        return conduct.gone_sightings + 1
    return 0 if kind_of(status) in {None, FailureKind.HARD} else conduct.gone_sightings


def _same_bodies(conduct: Conduct, sight: Sight) -> int:
    if not is_good(sight.status):
        return conduct.same_bodies
    is_same = sight.status is FetchStatus.UNCHANGED and sight.had_body
    return min(conduct.same_bodies + 1, SAME_BODIES) if is_same else 0


def _period(conduct: Conduct, sight: Sight) -> int | None:
    if not sight.was_read:
        return conduct.period_seconds
    return None if sight.period_seconds is None else round(sight.period_seconds)


def _moved(feed_url: str, conduct: Conduct, sight: Sight, now: datetime) -> Conduct:
    """After a good answer: count where it came from, follow when it is time, go back when the old address works."""
    if conduct.fetch_url is not None and sight.asked_url == feed_url:
        conduct = replace(conduct, fetch_url=None)
    target = sight.moved_to
    if target is None:
        is_settled = conduct.moved_to is None
        return conduct if is_settled else replace(conduct, moved_to=None, moved_since=None, moved_sightings=0)
    if target != conduct.moved_to or conduct.moved_since is None:
        return replace(conduct, moved_to=target, moved_since=now, moved_sightings=1)
    sightings = conduct.moved_sightings + 1
    is_time = sightings >= SIGHTINGS_TO_MOVE and now - conduct.moved_since >= LEAST_TO_MOVE
    if not is_time or not _may_follow(feed_url, target):
        return replace(conduct, moved_sightings=sightings)
    adopted = None if target == feed_url else target
    return replace(conduct, fetch_url=adopted, moved_to=None, moved_since=None, moved_sightings=0)


def _may_follow(feed_url: str, target: str) -> bool:
    """Whether no person is needed: the same site, and no step back to plain http."""
    is_downgrade = feed_url.startswith("https:") and not target.startswith("https:")
    return is_same_site(feed_url, target) and not is_downgrade and len(target) <= _LONGEST_ADDRESS
