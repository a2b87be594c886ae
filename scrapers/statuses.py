"""What a feed's poll or an article's page can come to: one fixed list, each with a line of advice for the operator."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from scrapers.fetching import FetchOutcome
from scrapers.parsing.results import ParseReason

if TYPE_CHECKING:
    from scrapers.fetching import FetchResult


class FetchStatus(StrEnum):
    """How a poll, or the reading of an article's page, ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    NO_ENTRIES = "no_entries"
    NOT_A_FEED = "not_a_feed"
    NOT_A_PAGE = "not_a_page"
    SHORT_BODY = "short_body"
    NO_LINK = "no_link"
    SET_ASIDE = "set_aside"
    TRUNCATED = "truncated"
    PARSE_KILLED = "parse_killed"
    TOO_BIG = "too_big"
    TIMEOUT = "timeout"
    BAD_REQUEST = "http_4xx"
    SERVER_ERROR = "http_5xx"
    HTTP_ERROR = "http_other"
    GONE = "gone"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    ROBOTS_DENIED = "robots_denied"
    REFUSED_ADDRESS = "refused_address"
    DNS_FAILED = "dns_failed"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    REDIRECT_LOOP = "redirect_loop"
    DECODE_FAILED = "decode_failed"
    HOST_BUSY = "host_busy"


_S = FetchStatus

ADVICE: dict[FetchStatus, str] = {
    _S.OK: "nothing to do",
    _S.UNCHANGED: "nothing to do",
    _S.EMPTY: "the server answers with an empty document; open the address in a browser and tell the publisher",
    _S.NO_ENTRIES: "the feed is well-formed but lists nothing; if that lasts, look for its new address",
    _S.NOT_A_FEED: "the answer is no feed, often an error or login page; look for the feed's new address",
    _S.NOT_A_PAGE: "the link leads to a file that is not a web page; the feed's own text was used",
    _S.SHORT_BODY: "less of the article was found in its page than the feed gave, so the feed's own text was used",
    _S.NO_LINK: "the feed gives no link for this entry; the feed's own text was used",
    _S.SET_ASIDE: "the entry stopped its worker several times; the feed's own text was used, and a person should look",
    _S.TRUNCATED: "the document ends too early; its whole entries were kept and the rest is read at the next poll",
    _S.PARSE_KILLED: "reading the document took too much time or memory and was stopped; the document may be hostile",
    _S.TOO_BIG: "the answer is larger than the limit; look for a smaller feed of this source",
    _S.TIMEOUT: "the server does not answer in time; it is asked again later",
    _S.BAD_REQUEST: "the server refuses the request; check the address",
    _S.SERVER_ERROR: "the server reports a fault of its own; it is asked again later",
    _S.HTTP_ERROR: "the server gives an answer that means nothing here; check the address",
    _S.GONE: "the publisher has removed this address for good; remove it or look for its new one",
    _S.NOT_FOUND: "there is nothing at this address; look for its new one",
    _S.BLOCKED: "the server refuses us, or asks for a password; check the credentials or ask the publisher for access",
    _S.RATE_LIMITED: "the server asks for fewer requests; raise the feed's shortest interval if this goes on",
    _S.ROBOTS_DENIED: "the site's robots.txt forbids this address; ask the publisher for permission",
    _S.REFUSED_ADDRESS: "the address is private or forbidden; if it is yours, set allow_private for the feed",
    _S.DNS_FAILED: "the host name is not known; check its spelling and the resolver",
    _S.CONNECTION_FAILED: "no connection to the server; check the network and whether the site is up",
    _S.TLS_FAILED: "the server's certificate is not valid; tell the publisher, and do not trust the site meanwhile",
    _S.REDIRECT_LOOP: "the server redirects without end; open the address in a browser and use where it leads",
    _S.DECODE_FAILED: "the answer's compression is broken or hostile; it is asked for again later",
    _S.HOST_BUSY: "another worker is asking this host; it is asked again soon",
}

_GOOD = frozenset({_S.OK, _S.UNCHANGED})
_NO_FAULT = _GOOD | {_S.HOST_BUSY, _S.NO_ENTRIES, _S.TRUNCATED}
_BY_CODE = {
    401: _S.BLOCKED,
    402: _S.BLOCKED,
    403: _S.BLOCKED,
    404: _S.NOT_FOUND,
    407: _S.BLOCKED,
    408: _S.TIMEOUT,
    410: _S.GONE,
    429: _S.RATE_LIMITED,
    451: _S.BLOCKED,
    504: _S.TIMEOUT,
}
_BY_HUNDRED = {4: _S.BAD_REQUEST, 5: _S.SERVER_ERROR}
_BY_REASON = {ParseReason.EMPTY: _S.EMPTY, ParseReason.NOT_A_FEED: _S.NOT_A_FEED}


def is_good(status: FetchStatus) -> bool:
    """Whether the feed answered as a feed should."""
    return status in _GOOD


def is_failure(status: FetchStatus) -> bool:
    """Whether the poll counts as a failure, so that the feed is asked less often."""
    return status not in _NO_FAULT


def of_fetch(result: FetchResult) -> FetchStatus:
    """The status of a fetch; where the outcome is ``http_error``, that of the answer's code."""
    if result.outcome is FetchOutcome.NOT_MODIFIED:
        return _S.UNCHANGED
    if result.outcome is FetchOutcome.HTTP_ERROR:
        code = result.status or 0
        return _BY_CODE.get(code) or _BY_HUNDRED.get(code // 100, _S.HTTP_ERROR)
    return FetchStatus(result.outcome.value)


def of_parse(reason: ParseReason) -> FetchStatus:
    """The status of a document that gave nothing."""
    return _BY_REASON.get(reason, _S.PARSE_KILLED)
