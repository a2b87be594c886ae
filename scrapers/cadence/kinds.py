"""Kinds: which status of a poll is a failure of which kind."""

from __future__ import annotations

from scrapers.cadence.failing import FailureKind
from scrapers.statuses import FetchStatus, is_failure

_S = FetchStatus
_HARD = frozenset(
    {
        _S.NOT_FOUND,
        _S.GONE,
        _S.NOT_A_FEED,
        _S.LOGIN_PAGE,
        _S.COOKIE_WALL,
        _S.ERROR_PAGE,
        _S.BAD_REQUEST,
        _S.BLOCKED,
        _S.LOGIN_NEEDED,
        _S.ROBOTS_DENIED,
        _S.REFUSED_ADDRESS,
    }
)
_TEMPORARY = frozenset({_S.DNS_FAILED, _S.HOST_BUSY, _S.RATE_LIMITED})


def kind_of(status: FetchStatus) -> FailureKind | None:
    """The kind of failure that a poll's status stands for; None when it is none, so that the feed keeps its pace."""
    if status in _TEMPORARY:
        return FailureKind.TEMPORARY
    if not is_failure(status):
        return None
    return FailureKind.HARD if status in _HARD else FailureKind.SOFT
