"""What parsing gives: frozen records of plain values, and how they cross the process border as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from archive.origins import Origins, origins_from

if TYPE_CHECKING:
    from scrapers.finding.records import Inspection, PageSummary
    from scrapers.site_rules.trial import RuleTrial

# Raise it when the same bytes would now be read otherwise: every feed is then read again once.
READER_VERSION = 4


class ParseReason(StrEnum):
    """Why a document gave nothing."""

    TIMEOUT = "timeout"
    CRASHED = "crashed"
    FAILED = "failed"
    MEMORY = "memory"
    TOO_MUCH = "too_much"
    EMPTY = "empty"
    NOT_A_FEED = "not_a_feed"
    LOGIN_PAGE = "login_page"
    COOKIE_WALL = "cookie_wall"
    ERROR_PAGE = "error_page"
    PAGE_BROKEN = "page_broken"


class PageVerdict(StrEnum):
    """What stands where an article was told of; every value but ``ok`` is a page that is none."""

    ARTICLE = "ok"
    BLOCKED = "blocked"
    SOFT_404 = "soft_404"
    LOGIN_PAGE = "login_page"
    COOKIE_WALL = "cookie_wall"
    PAYWALL = "paywall"
    NEEDS_JAVASCRIPT = "needs_javascript"
    EMPTY = "empty"
    SHORT_BODY = "short_body"


class ParseFailed(Exception):
    """A document could not be parsed; ``permanent`` when the same bytes would fail again.

    ``title`` is that of the page which stands there instead; being the publisher's words, it goes into no log.
    """

    def __init__(self, reason: ParseReason, title: str = "") -> None:
        super().__init__(f"the document was not parsed: {reason}")
        self.reason = reason
        self.title = title
        self.permanent = reason is not ParseReason.CRASHED


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item as its document gives it: ``url`` absolute or empty, texts still hold the publisher's HTML."""

    guid: str | None
    url: str
    title: str
    published: datetime | None
    summary: str
    content: str


@dataclass(frozen=True, slots=True)
class ChildDocument:
    """A document that an index of sitemaps names, to be read for its items; the newest stand first."""

    url: str
    modified: datetime | None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document: ``complete`` is false when its end is missing.

    ``left_out`` counts items over the limit, ``unread`` those that no reading could make out.

    ``digests`` name all items of the document, and ``known`` counts those of them that were cut out unread; both are
    empty where its items cannot be told apart before they are read. ``children`` are to be fetched next. ``charset``
    says what its bytes are and what they were declared to be, where these differ. ``period_seconds`` is how often the
    document says that it changes; ``hubs`` are where it says that changes can be subscribed to (WebSub), ``self_url``
    what it calls itself there, both as they stand.
    """

    version: str
    title: str
    complete: bool
    items: tuple[FeedItem, ...]
    left_out: int = 0
    known: int = 0
    digests: tuple[str, ...] = ()
    children: tuple[ChildDocument, ...] = ()
    charset: str = ""
    period_seconds: float | None = None
    hubs: tuple[str, ...] = ()
    self_url: str = ""
    unread: int = 0


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """A page's article: ``body`` is plain text, a paragraph a line; ``feed_text`` the feed's own text without HTML.

    Times keep the zone that the page gives them in. ``origins`` says where each part of the metadata stands.
    ``verdict`` says whether this is an article at all. ``extractor`` is whose text the body is, ``removed`` the lines
    that were taken away from it, ``warnings`` what is doubtful about it.
    """

    title: str
    body: str
    author: str | None
    published: datetime | None
    language: str | None
    feed_text: str = ""
    modified: datetime | None = None
    canonical_url: str | None = None
    section: str | None = None
    image_url: str | None = None
    origins: Origins = field(default_factory=Origins)
    verdict: PageVerdict = PageVerdict.ARTICLE
    extractor: str | None = None
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def to_json(result: ParsedFeed | ExtractedPage | Inspection | PageSummary | RuleTrial | str) -> bytes:
    """The record as JSON bytes."""
    plain = result if isinstance(result, str) else asdict(result)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat).encode()


def feed_from_json(answer: bytes) -> ParsedFeed:
    """The inverse of ``to_json`` for a feed."""
    plain = json.loads(answer)
    items = tuple(FeedItem(**_with_date(item)) for item in plain.pop("items"))
    children = tuple(ChildDocument(**_with_date(child, "modified")) for child in plain.pop("children"))
    digests, hubs = tuple(plain.pop("digests")), tuple(plain.pop("hubs"))
    return ParsedFeed(**plain, items=items, digests=digests, children=children, hubs=hubs)


def page_from_json(answer: bytes) -> ExtractedPage:
    """The inverse of ``to_json`` for a page."""
    plain = _with_date(_with_date(json.loads(answer)), "modified")
    said = {name: origin for name, origin in plain["origins"].items() if origin}
    lists = {name: tuple(plain[name]) for name in ("removed", "warnings")}
    made = {"origins": origins_from(said), "verdict": PageVerdict(plain["verdict"])}
    return ExtractedPage(**plain | lists | made)


def text_from_json(answer: bytes) -> str:
    """The inverse of ``to_json`` for a text."""
    return str(json.loads(answer))


def _with_date(plain: dict[str, Any], name: str = "published") -> dict[str, Any]:
    date = plain[name]
    return plain | {name: datetime.fromisoformat(date) if date else None}
