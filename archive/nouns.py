"""The nouns every room speaks: frozen records without behaviour, as they are kept in the archive.

Times are aware UTC datetimes. Ids are the archive's own integers and mean nothing outside it, so they are what logs
and metrics may carry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from archive.changes import Change
from archive.feed_nouns import Conduct, Feed, FeedSpec, PollRecord, PushState, Subscription, Validators
from archive.origins import Origin, Origins

if TYPE_CHECKING:
    from datetime import datetime

    from archive.guards import Guard

__all__ = [
    "HIT",
    "Alert",
    "AlertPlan",
    "Article",
    "ArticleDraft",
    "BodySource",
    "Change",
    "Committed",
    "Conduct",
    "Delivery",
    "DeliveryPlan",
    "DeliveryState",
    "Entry",
    "EntryState",
    "Feed",
    "FeedSpec",
    "Mention",
    "NewEntry",
    "Notice",
    "Origin",
    "Origins",
    "PollRecord",
    "PushState",
    "Subscription",
    "Validators",
]

HIT: Final = "hit"
"""The status of a mention that nothing holds back, as the watchlist gives it."""


class EntryState(StrEnum):
    """Where an entry is in its life."""

    PENDING = "pending"
    DONE = "done"
    SET_ASIDE = "set_aside"


class BodySource(StrEnum):
    """What an article's body was read from."""

    PAGE = "page"
    FEED = "feed"


class DeliveryState(StrEnum):
    """Where a delivery is in its life: sent once its receiver has accepted it, whose answer is its last status."""

    DUE = "due"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An item of a feed document, as read and keyed, before the archive knows it."""

    item_key: str
    composite_key: str
    guid: str | None
    url: str
    url_key: str
    title: str
    title_hash: str
    summary: str
    content: str
    published_at: datetime | None
    names_its_page: bool = False  # no other item of its document has its link and title, and this is no front page
    formerly: NewEntry | None = None  # as an older version keyed it, where that was otherwise


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed."""

    id: int
    feed_id: int
    item_key: str
    composite_key: str
    url: str
    title: str
    summary: str
    content: str
    published_at: datetime | None
    first_seen_at: datetime
    from_first_poll: bool
    state: EntryState
    attempts: int
    next_attempt_at: datetime
    lease_token: str | None


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An entry's page, extracted, before it is committed; ``origins`` says where its metadata came from.

    Of a body from the page, ``extractor`` is whose text it is, ``removed_lines`` are those that were taken away from it
    and ``warnings`` name what is doubtful about it.
    """

    url: str
    title: str
    body: str
    language: str | None
    author: str | None
    published_at: datetime | None
    body_source: BodySource
    page_status: str
    text_hash: str
    fetched_at: datetime
    modified_at: datetime | None = None
    canonical_url: str | None = None
    section: str | None = None
    image_url: str | None = None
    origins: Origins = field(default_factory=Origins)
    extractor: str | None = None
    removed_lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An entry's page, extracted and kept.

    ``elder_id`` is the closest article that came before it, ``relation`` what it is to that one, ``shared`` the part of
    the shorter text that stands in the longer one; ``differing`` are the facts that differ.
    """

    id: int
    entry_id: int
    feed_id: int
    group_id: int
    url: str
    title: str
    body: str
    language: str | None
    author: str | None
    published_at: datetime | None
    body_source: BodySource
    page_status: str
    text_hash: str
    fetched_at: datetime
    committed_at: datetime
    modified_at: datetime | None = None
    canonical_url: str | None = None
    section: str | None = None
    image_url: str | None = None
    origins: Origins = field(default_factory=Origins)
    extractor: str | None = None
    removed_lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    relation: str | None = None
    elder_id: int | None = None
    shared: float | None = None
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A watched name found in an article: ``field`` is ``title`` or ``text``; start and end count code points."""

    name_id: str
    kind: str
    name: str
    surface: str
    field: str
    start: int
    end: int
    status: str
    inside: str | None = None

    @property
    def is_hit(self) -> bool:
        """Whether nothing holds it back."""
        return self.status == HIT


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """To whom and by which channel an alert is to go."""

    recipient: str
    channel: str


@dataclass(frozen=True, slots=True)
class AlertPlan:
    """An alert that policy decided on; ``covers`` are the entity ids its news is about.

    ``reason`` says why it is told, ``figures`` are the numbers that its article tells (None: not known), ``changes``
    what is new since the group's last alert of the rule, ``resembles`` an article that is alike but for these changes
    or that is corrected, ``notice`` the outlet's words for that. ``guard`` decides inside the commit whether it is one
    too many just now.
    """

    rule_id: str
    revision: int
    priority: str
    covers: frozenset[str]
    deliveries: tuple[DeliveryPlan, ...]
    reason: str = "first"
    figures: frozenset[str] | None = None
    changes: tuple[Change, ...] = ()
    resembles: int | None = None
    notice: str = ""
    guard: Guard | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that held for an article, as it was planned; ``figures`` None is an alert told before they were kept."""

    id: int
    rule_id: str
    group_id: int
    revision: int
    article_id: int
    priority: str
    covers: frozenset[str]
    created_at: datetime
    reason: str = "first"
    figures: frozenset[str] | None = None
    changes: tuple[Change, ...] = ()
    resembles: int | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the operator must know; ``subject`` and ``lines`` hold no watched name and no article text."""

    id: int
    kind: str
    subject: str
    lines: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert (or operator notice) to one recipient by one channel."""

    id: int
    alert_id: int | None
    notice_id: int | None
    recipient: str
    channel: str
    state: DeliveryState
    message_key: str
    attempts: int
    created_at: datetime
    next_attempt_at: datetime
    lease_token: str | None
    last_status: str | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Committed:
    """What committing an article brought about; ``prints_number`` is that of its fingerprints, 0 if it has none.

    ``is_reprint``: it is a copy, but of no article of its own outlet.
    """

    article_id: int
    group_id: int
    is_copy: bool
    alert_ids: tuple[int, ...] = field(default=())
    delivery_ids: tuple[int, ...] = field(default=())
    prints_number: int = 0
    is_reprint: bool = False
