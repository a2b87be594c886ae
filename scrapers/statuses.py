"""What a feed's poll or an article's page can come to: one fixed list."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapers.fetching import FetchOutcome
from scrapers.parsing.results import ParseReason

if TYPE_CHECKING:
    from scrapers.fetching import FetchResult
    from scrapers.parsing.results import PageVerdict, ParsedFeed


class FetchStatus(StrEnum):
    """How a poll, or the reading of an article's page, ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    EMPTY = "empty"
    NO_ENTRIES = "no_entries"
    NOT_A_FEED = "not_a_feed"
    LOGIN_PAGE = "login_page"
    COOKIE_WALL = "cookie_wall"
    ERROR_PAGE = "error_page"
    NOT_A_PAGE = "not_a_page"
    SHORT_BODY = "short_body"
    PAYWALL = "paywall"
    SOFT_404 = "soft_404"
    NEEDS_JAVASCRIPT = "needs_javascript"
    RENDER_FAILED = "render_failed"
    NO_LINK = "no_link"
    SET_ASIDE = "set_aside"
    TRUNCATED = "truncated"
    BROKEN_ITEMS = "broken_items"
    PAGE_BROKEN = "page_broken"
    PARSE_KILLED = "parse_killed"
    TOO_BIG = "too_big"
    TIMEOUT = "timeout"
    BAD_REQUEST = "http_4xx"
    SERVER_ERROR = "http_5xx"
    HTTP_ERROR = "http_other"
    GONE = "gone"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    LOGIN_NEEDED = "login_needed"
    RATE_LIMITED = "rate_limited"
    ROBOTS_DENIED = "robots_denied"
    REFUSED_ADDRESS = "refused_address"
    DNS_FAILED = "dns_failed"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    PROXY_REFUSED = "proxy_refused"
    REDIRECT_LOOP = "redirect_loop"
    DECODE_FAILED = "decode_failed"
    HOST_BUSY = "host_busy"
    INTERNAL_ERROR = "internal_error"


_S = FetchStatus

_GOOD = frozenset({_S.OK, _S.UNCHANGED, _S.MOVED})
_NO_FAULT = _GOOD | {_S.HOST_BUSY, _S.NO_ENTRIES, _S.TRUNCATED, _S.BROKEN_ITEMS}
_BY_CODE = {
    401: _S.LOGIN_NEEDED,
    402: _S.BLOCKED,
    403: _S.BLOCKED,
    404: _S.NOT_FOUND,
    407: _S.PROXY_REFUSED,
    408: _S.TIMEOUT,
    410: _S.GONE,
    429: _S.RATE_LIMITED,
    451: _S.BLOCKED,
    504: _S.TIMEOUT,
}
_BY_HUNDRED = {4: _S.BAD_REQUEST, 5: _S.SERVER_ERROR}
_BY_REASON = {
    ParseReason.EMPTY: _S.EMPTY,
    ParseReason.NOT_A_FEED: _S.NOT_A_FEED,
    ParseReason.LOGIN_PAGE: _S.LOGIN_PAGE,
    ParseReason.COOKIE_WALL: _S.COOKIE_WALL,
    ParseReason.ERROR_PAGE: _S.ERROR_PAGE,
    ParseReason.PAGE_BROKEN: _S.PAGE_BROKEN,
    ParseReason.TOO_MUCH: _S.TOO_BIG,
}


def is_good(status: FetchStatus) -> bool:
    """Whether the feed answered as a feed should."""
    return status in _GOOD


def is_failure(status: FetchStatus) -> bool:
    """Whether the poll counts as a failure, so that the feed is asked less often."""
    return status not in _NO_FAULT


def of_fetch(result: FetchResult) -> FetchStatus:
    """The status of a fetch; where the outcome is ``http_error``, that of the answer's code.

    A challenge in the site's place is no answer of it, whatever its code; but too many requests are too many.
    """
    if result.blocked_by is not None and result.status != HTTPStatus.TOO_MANY_REQUESTS:
        return _S.BLOCKED
    if result.outcome is FetchOutcome.NOT_MODIFIED:
        return _S.UNCHANGED
    if result.outcome is FetchOutcome.HTTP_ERROR:
        code = result.status or 0
        return _BY_CODE.get(code) or _BY_HUNDRED.get(code // 100, _S.HTTP_ERROR)
    return FetchStatus(result.outcome.value)


def of_parse(reason: ParseReason) -> FetchStatus:
    """The status of a document that gave nothing."""
    return _BY_REASON.get(reason, _S.PARSE_KILLED)


def of_verdict(verdict: PageVerdict) -> FetchStatus:
    """The status of an article's page that was read: ``ok``, or what stands there instead."""
    return FetchStatus(verdict.value)


def of_document(parsed: ParsedFeed) -> FetchStatus:
    """The status of a document that was read: what is missing of it comes before what it has."""
    if not parsed.complete:
        return _S.TRUNCATED
    if parsed.unread:
        return _S.BROKEN_ITEMS
    return _S.OK if parsed.items or parsed.known else _S.NO_ENTRIES
