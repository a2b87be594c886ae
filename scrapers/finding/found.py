"""What finding found, and in which order it is worth having. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.finding.candidates import is_of_comments
from scrapers.reading.dates import believable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scrapers.finding.records import Inspection, PageSummary
    from scrapers.parsing.results import FeedItem, ParsedFeed
    from scrapers.statuses import FetchStatus

_KINDS = {
    "rss": "RSS",
    "atom": "Atom",
    "json": "JSON Feed",
    "cdf": "CDF",
    "listing": "listing page",
}
# A text of this length is more than a teaser.
_FULL_TEXT = 800
_ENTRIES_THAT_COUNT = 20
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that answered: ``url`` is what to configure, ``how`` a clause that says where its address comes from."""

    url: str
    how: str
    kind: str
    title: str
    language: str | None
    charset: str
    charset_reason: str
    entries: int
    newest: datetime | None
    titles: tuple[str, ...]
    has_full_text: bool
    is_of_comments: bool
    is_plain_sitemap: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that was asked, and what became of it."""

    url: str
    status: FetchStatus


@dataclass(frozen=True, slots=True)
class Found:
    """The feeds of a site, the best first; ``page`` is what stood at the address itself, if that is a page."""

    feeds: tuple[FoundFeed, ...]
    tried: tuple[Tried, ...]
    page: PageSummary | None = None


def describe(url: str, how: str, seen: Inspection, feed: ParsedFeed, now: datetime) -> FoundFeed:
    """A found feed of a document that was read."""
    dates = [date for item in feed.items if (date := believable(item.published, now)) is not None]
    return FoundFeed(
        url=url,
        how=how,
        kind=kind_of(feed),
        title=feed.title,
        language=seen.language,
        charset=seen.charset,
        charset_reason=seen.charset_reason,
        entries=len(feed.items),
        newest=max(dates, default=None),
        titles=tuple(item.title for item in feed.items if item.title)[:_SAMPLES],
        has_full_text=has_full_text(feed.items),
        is_of_comments=is_of_comments(url, feed.title),
        is_plain_sitemap=feed.version == "sitemap" and not any(item.title for item in feed.items),
    )


def kind_of(feed: ParsedFeed) -> str:
    """The kind of a feed in words."""
    if feed.version == "sitemap":
        if feed.children:
            return "sitemap index"
        return "news sitemap" if any(item.title for item in feed.items) else "sitemap"
    return next((words for name, words in _KINDS.items() if feed.version.startswith(name)), "feed")


def has_full_text(items: Iterable[FeedItem]) -> bool:
    """Whether at least half of the items bring their whole text."""
    lengths = [max(len(item.content), len(item.summary)) for item in items]
    return bool(lengths) and sum(length >= _FULL_TEXT for length in lengths) * 2 >= len(lengths)


def ranked(feeds: Iterable[FoundFeed]) -> tuple[FoundFeed, ...]:
    """The best first: news before comments, feeds before lists of all pages, full texts, many entries, fresh ones."""
    return tuple(sorted(feeds, key=_worth, reverse=True))


def _worth(feed: FoundFeed) -> tuple[bool, bool, bool, bool, int, bool]:
    return (
        not feed.is_of_comments,
        feed.entries > 0,
        not feed.is_plain_sitemap,
        feed.has_full_text,
        min(feed.entries, _ENTRIES_THAT_COUNT),
        feed.newest is not None,
    )
