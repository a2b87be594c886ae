"""Trouble: what ails a feed, named by its last poll's status or by a sign, and whether it is sure enough to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from scrapers.health.signs import Sign, sign_of
from scrapers.sites import host_of
from scrapers.statuses import FetchStatus, is_failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.nouns import Feed

SURE_AFTER_FAILURES = 2
_S = FetchStatus
_AILING = frozenset({_S.NO_ENTRIES, _S.TRUNCATED, _S.BROKEN_ITEMS})
_ON_THE_WAY = frozenset({_S.DNS_FAILED, _S.CONNECTION_FAILED, _S.TIMEOUT, _S.TLS_FAILED})
_AILING_SIGNS = frozenset({Sign.SILENT, Sign.STALE})
_REMARKS = frozenset({_S.MOVED.value, *(sign.value for sign in Sign if sign not in _AILING_SIGNS)})
# Details that are names and figures of ours; the title of a page is its publisher's and may hold what is watched.
_TELLABLE = frozenset({_S.BLOCKED, _S.LOGIN_NEEDED, _S.RATE_LIMITED, _S.BAD_REQUEST, _S.SERVER_ERROR, _S.HTTP_ERROR})


class Grade(IntEnum):
    """How bad it is: the feed cannot be read, brings nothing (new), or is read with a remark."""

    REMARK = 0
    AILING = 1
    FAILING = 2


@dataclass(frozen=True, slots=True)
class Trouble:
    """What ails a feed; ``sure`` once it is no hiccup, ``on_the_way`` when the fault may be this machine's own."""

    feed: Feed
    state: str
    grade: Grade
    since: datetime | None
    detail: str | None = None
    sure: bool = True
    on_the_way: bool = False


def trouble_of(feed: Feed, sign: Callable[[Feed], tuple[Sign, str | None] | None] = sign_of) -> Trouble | None:
    """What ails the feed, the worst of it; None when it is well or was never polled."""
    status = _status(feed)
    if status is None:
        return None
    if is_failure(status):
        detail = feed.detail if status in _TELLABLE else None
        sure = feed.failures >= SURE_AFTER_FAILURES or _is_left_alone(feed)
        return Trouble(feed, status.value, Grade.FAILING, feed.status_since, detail, sure, status in _ON_THE_WAY)
    if status in _AILING:
        if status is _S.NO_ENTRIES and feed.last_entry_at is None:
            return None
        return Trouble(feed, status.value, Grade.AILING, feed.status_since, sure=was_seen_twice(feed))
    return _signed(feed, sign(feed)) or _moved(feed, status)


def is_healthy(feed: Feed) -> bool:
    """Whether nothing ails it that a person should look after soon."""
    trouble = trouble_of(feed)
    return trouble is None or trouble.grade is Grade.REMARK


def is_for_a_person(trouble: Trouble) -> bool:
    """Whether a person should look at it; of what is read all the same only at a move, which nobody else can follow."""
    return trouble.grade is not Grade.REMARK or trouble.state == FetchStatus.MOVED


def is_remark(state: str) -> bool:
    """Whether a trouble of this name is but a remark on what is read all the same."""
    return state in _REMARKS


def is_surely_well(feed: Feed) -> bool:
    """Whether two polls in a row went well."""
    status = _status(feed)
    return status is not None and not is_failure(status) and was_seen_twice(feed)


def was_seen_twice(feed: Feed) -> bool:
    """Whether its status is not that of the last poll alone."""
    return feed.status_since is not None and feed.last_polled_at is not None and feed.last_polled_at > feed.status_since


def _signed(feed: Feed, shown: tuple[Sign, str | None] | None) -> Trouble | None:
    if shown is None:
        return None
    sign, detail = shown
    if sign in _AILING_SIGNS:
        return Trouble(feed, sign.value, Grade.AILING, feed.last_entry_at)
    return Trouble(feed, sign.value, Grade.REMARK, None, detail)


def _moved(feed: Feed, status: FetchStatus) -> Trouble | None:
    if status is not _S.MOVED:
        return None
    owner = host_of(feed.detail or "") or None
    return Trouble(feed, status.value, Grade.REMARK, feed.status_since, owner, sure=was_seen_twice(feed))


def _is_left_alone(feed: Feed) -> bool:
    """Whether its next poll is so far off that waiting for it would keep the operator in the dark."""
    if feed.next_poll_at is None or feed.last_polled_at is None:
        return False
    usual = timedelta(seconds=max(feed.interval_min_seconds, feed.interval_max_seconds))
    return feed.next_poll_at - feed.last_polled_at > usual * 1.1


def _status(feed: Feed) -> FetchStatus | None:
    """None for a feed that was never polled, and for a status of another release."""
    try:
        return FetchStatus(feed.status)
    except ValueError:
        return None
