"""Which source is to be tried: one of the configuration with all it is granted, or an address that nobody knows yet."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive.feed_reports import every_feed
from archive.known_keys import known_keys, to_remember
from archive.nouns import FeedSpec
from scheduler.archive_if_any import archive_if_any
from scheduler.feed_access import exceptions_of, read_grants
from scheduler.sources.access import granted
from scheduler.sources.addresses import problem_of
from scheduler.sources.errors import SourcesProblem
from scheduler.sources.feeds_file import FeedsFile
from scheduler.sources.lookup import find_row, matching
from scheduler.sources.rows import rows_of
from scheduler.sources.trying import Asked, Trial, try_source
from scheduler.visiting import Visit
from scrapers.finding.candidates import completed
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.nouns import Feed, NewEntry
    from scheduler.environment import Environment
    from scheduler.sources.access import Access
    from scheduler.sources.rows import Row
    from scrapers.listing import Listing
    from scrapers.settings import FeedsSettings


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for: all but ``target`` is for an address of no configured feed."""

    target: str
    listing: Listing | None = None
    allow_private: bool = False
    access: Access = field(default_factory=dict)


def try_wish(wish: Wish, environment: Environment, now: datetime) -> tuple[Trial, int | None]:
    """The trial, and how many of its entries are new; None when the archive does not know the feed.

    Raises SourcesProblem, ConfigurationProblem, ArchiveError.
    """
    settings = FeedsFile.read(environment.config).settings
    with archive_if_any(environment) as archive:
        feeds = archive.read_now(every_feed) if archive else []
        asked = _asked(wish, settings, feeds, environment, now)
        exceptions = {*exceptions_of(settings).values(), *([asked.grants.exception] if asked.grants.exception else [])}
        visit = Visit(environment, settings, frozenset(exceptions), archive.generation if archive else None)
        trial = try_source(asked, visit)
        if archive is None or asked.feed is None:
            return trial, None
        return trial, archive.read_now(_count_new, asked.feed.id, trial.entries)


def _count_new(tx: Connection, feed_id: int, entries: tuple[NewEntry, ...]) -> int:
    known = known_keys(tx, feed_id, entries)
    return sum(to_remember(entry, known) is not None for entry in entries)


def _asked(wish: Wish, settings: FeedsSettings, feeds: list[Feed], environment: Environment, now: datetime) -> Asked:
    specs = settings.specs()
    rows = rows_of(feeds, {}, specs, now)
    if _is_unknown_address(wish.target, rows):
        return _unknown(wish, environment)
    if wish.access:
        raise SourcesProblem("a feed of feeds.yaml is tried with what it has there; leave --access out")
    row = find_row(rows, wish.target)
    configured = next((feed for feed in settings.feeds if feed.url == row.url), None)
    if configured is None:
        raise SourcesProblem(f"feeds.yaml does not name {row.url} any more; its grants are not known")
    grants, unusable = read_grants(configured, environment.config, os.environ)
    if unusable:
        raise SourcesProblem(f"{unusable[0].message} ({unusable[0].hint})")
    grants = replace(grants, listing=wish.listing or grants.listing)
    spec = next(spec for spec in specs if spec.url == row.url)
    return Asked(spec, grants, next((feed for feed in feeds if feed.url == row.url), None))


def _is_unknown_address(target: str, rows: Sequence[Row]) -> bool:
    """Whether this is an address and no feed's; a part of a feed's address is one only without its scheme."""
    if "://" in target:
        return not any(url_key(row.url) == url_key(target) for row in rows)
    return "." in target and " " not in target and not matching(rows, target)


def _unknown(wish: Wish, environment: Environment) -> Asked:
    """An address without anything granted but what the person says."""
    url = completed(wish.target)
    if problem := problem_of(url):
        raise SourcesProblem(problem)
    grants = granted(url, wish.access, environment.config, allow_private=wish.allow_private)
    return Asked(FeedSpec(url, url), replace(grants, listing=wish.listing))
