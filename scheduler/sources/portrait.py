"""Everything that is known of one source, as labelled lines; no secret of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scheduler.sources.push_lines import push_lines
from scheduler.sources.reasons import reasons
from scheduler.sources.rows import sparkline
from scheduler.sources.times import at, since

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archive.feed_reports import SeenEntry
    from archive.nouns import Feed, Subscription
    from scheduler.sources.rows import Row
    from scrapers.settings import FeedSettings


@dataclass(frozen=True, slots=True)
class Portrait:
    """A source: ``feed`` is None until the service knows it, ``settings`` when feeds.yaml does not name it any more.

    ``polls_per_feed_per_day`` is the budget of all feeds, as a mean.
    """

    row: Row
    feed: Feed | None
    settings: FeedSettings | None
    where: str
    entries: tuple[SeenEntry, ...] = ()
    push: Subscription | None = None
    polls_per_feed_per_day: float = 0.0


Line = tuple[str, str]


def lines_of(portrait: Portrait, advice: str, now: datetime) -> Iterator[Line]:
    """Label and value, in the order in which a person asks."""
    row, feed = portrait.row, portrait.feed
    yield "address", row.url
    yield "state", row.state + (f" since {at(row.since)} ({since(row.since, now)})" if row.since else "")
    if row.detail:
        yield "detail", row.detail
    if advice:
        yield "advice", advice
    if feed is not None:
        yield from _polls(feed, row, now)
        yield from _reasons(feed, row, portrait.polls_per_feed_per_day, now)
        yield from _addresses(feed)
    if portrait.push is not None:
        yield from push_lines(portrait.push, now)
    yield "entries", f"{row.entries_per_day:.1f} a day; the last 14 days, up to today: {sparkline(row.days)}"
    if portrait.settings is None:
        yield "settings", "feeds.yaml does not name it any more"
    else:
        yield from _settings(portrait.settings, portrait.where)


def _polls(feed: Feed, row: Row, now: datetime) -> Iterator[Line]:
    yield "last poll", f"{at(feed.last_polled_at)} ({since(feed.last_polled_at, now)})"
    yield "last good", f"{at(feed.last_ok_at)} ({since(feed.last_ok_at, now)})"
    if feed.last_entry_at is not None:
        yield "last news", f"{at(feed.last_entry_at)} ({since(feed.last_entry_at, now)})"
    if row.next_poll_at is None:
        yield "next poll", "never: it is switched off" if not feed.enabled else "as soon as the service runs"
    else:
        due = "due since " if row.next_poll_at <= now else ""
        yield "next poll", f"{due}{at(row.next_poll_at)} ({since(row.next_poll_at, now)})"


def _reasons(feed: Feed, row: Row, budget: float, now: datetime) -> Iterator[Line]:
    """What the time of the next poll goes by; nothing when there is none."""
    found = reasons(feed, budget, now) if row.next_poll_at is not None else ()
    for number, reason in enumerate(found):
        yield "why then" if number == 0 else "", reason


def _addresses(feed: Feed) -> Iterator[Line]:
    conduct = feed.conduct
    if conduct.fetch_url:
        yield "fetched at", conduct.fetch_url
    if conduct.moved_to:
        yield "moved to", f"{conduct.moved_to} ({conduct.moved_sightings} times, since {at(conduct.moved_since)})"
    if conduct.gone_sightings:
        yield "gone", f"its server said so {conduct.gone_sightings} times in a row"
    if feed.guids_unreliable:
        yield "guids", "they repeat, so entries are told apart by guid, address and title together"


def _settings(settings: FeedSettings, where: str) -> Iterator[Line]:
    """What feeds.yaml grants; of what is secret only that it is there."""
    yield "settings", where
    if settings.language or settings.tags:
        yield "language", settings.language or "-"
        yield "tags", ", ".join(settings.tags) or "-"
    if settings.listing is not None:
        selectors = settings.listing.model_dump(exclude_none=True)
        yield "listing", ", ".join(f"{name}: {css}" for name, css in selectors.items())
    if settings.allow_private:
        yield "private", "its own host and port are excepted from the address policy (allow_private)"
    if settings.ignore_robots is not None:
        yield "robots.txt", f"NOT obeyed, for this reason: {settings.ignore_robots}"
    if settings.credentials is not None:
        yield "credentials", "set"
    if settings.headers or settings.cookies:
        yield "sent along", f"{len(settings.headers)} headers, {len(settings.cookies)} cookies"
    if settings.proxy is not None:
        yield "proxy", _proxy_host(settings)


def _proxy_host(settings: FeedSettings) -> str:
    """The host alone; of one that is a secret not even that."""
    address = settings.proxy.url if settings.proxy else None
    return (urlsplit(address).hostname or "set") if address else "set, in a file or variable"
