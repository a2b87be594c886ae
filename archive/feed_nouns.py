"""The nouns about feeds: what the configuration says of one, and what is kept of it from poll to poll."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """A feed as the configuration names it."""

    url: str
    name: str
    language: str | None = None
    tags: tuple[str, ...] = ()
    interval_min_seconds: int = 120
    interval_max_seconds: int = 3600
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Validators:
    """What vouches for the entries already remembered; sent with the next conditional request."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    reader_version: int = 0


@dataclass(frozen=True, slots=True)
class Conduct:
    """What is remembered of a feed's server from poll to poll.

    ``fetch_url`` is where it is fetched when that is not its configured URL; ``moved_to`` where its answers sent us
    for good, so often and since when; ``gone_sightings`` counts answers 410 in a row, ``same_bodies`` answers in a row
    that brought the same bytes once more. ``period_seconds`` is what its document says of its changes.
    """

    fetch_url: str | None = None
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_sightings: int = 0
    gone_sightings: int = 0
    same_bodies: int = 0
    period_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A source that is polled.

    ``pace`` is what was learned of when its entries come, ``volume`` of how many to expect, each in its reader's own
    form. ``articles_matched`` of its ``articles_counted`` last articles held a watched name.
    """

    id: int
    url: str
    name: str
    language: str | None
    tags: tuple[str, ...]
    interval_min_seconds: int
    interval_max_seconds: int
    enabled: bool
    status: str
    failures: int
    guids_unreliable: bool
    first_polled_at: datetime | None
    last_polled_at: datetime | None
    last_ok_at: datetime | None
    next_poll_at: datetime | None
    validators: Validators
    added_at: datetime | None = None
    status_since: datetime | None = None
    detail: str | None = None
    last_entry_at: datetime | None = None
    pace: str | None = None
    volume: str | None = None
    conduct: Conduct = field(default=Conduct())
    articles_counted: float = 0.0
    articles_matched: float = 0.0


@dataclass(frozen=True, slots=True)
class PollRecord:
    """What one poll of a feed came to; ``ok`` is whether the feed answered as a feed should.

    ``pace``, ``volume`` and ``last_entry_at`` are None where the poll changed nothing of them.
    """

    feed_id: int
    polled_at: datetime
    status: str
    next_poll_at: datetime
    failures: int
    ok: bool
    status_since: datetime | None = None
    detail: str | None = None
    conduct: Conduct = field(default=Conduct())
    pace: str | None = None
    last_entry_at: datetime | None = None
    volume: str | None = None


class PushState(StrEnum):
    """How a feed's subscription at its hub stands."""

    OFFERED = "offered"
    PENDING = "pending"
    ACTIVE = "active"
    EXPIRED = "expired"
    DENIED = "denied"
    REFUSED = "refused"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a feed offers of push (``hubs``, ``topic``), and what came of it.

    ``asked_mode`` waits to be verified since ``asked_at``; ``unread_since`` is when content was accepted that has not
    been read yet. ``enabled`` is the feed's.
    """

    feed_id: int
    feed_url: str
    enabled: bool
    hubs: tuple[str, ...]
    topic: str
    state: PushState
    state_since: datetime
    hub: str | None
    callback: str | None
    token: str | None = field(repr=False)
    secret: str | None = field(repr=False)
    asked_mode: str | None
    asked_at: datetime | None
    lease_until: datetime | None
    next_attempt_at: datetime
    failures: int
    delivered_at: datetime | None
    missed_at: datetime | None
    unread_since: datetime | None
    delivered: int
    rejected: int
    missed: int
