"""Reads what is known of the sources, from the archive and the configuration, while the service runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.feed_reports import entries_by_day, every_feed, last_entries
from archive.subscriptions import of_feed
from scheduler.archive_if_any import archive_if_any
from scheduler.configuration.files import FEEDS
from scheduler.explaining.configured import feeds_of
from scheduler.sources.lookup import find_row
from scheduler.sources.portrait import Portrait
from scheduler.sources.rows import day_starts, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.feed_reports import SeenEntry
    from archive.nouns import Feed, Subscription
    from scheduler.environment import Environment
    from scheduler.sources.rows import Row

MOST_ENTRIES = 10


def read_rows(environment: Environment, now: datetime, warn: Callable[[str], None]) -> list[Row]:
    """Every source; ``warn`` is told of a configuration that is left out. Raises ArchiveError."""
    specs = feeds_of(environment, warn).specs()
    with archive_if_any(environment) as archive:
        feeds, counts = archive.read_now(_feeds_and_counts, now) if archive else ([], {})
    return rows_of(feeds, counts, specs, now)


def read_portrait(environment: Environment, asked: str, now: datetime, warn: Callable[[str], None]) -> Portrait:
    """The one source that is meant; ``warn`` as above. Raises SourcesProblem, ArchiveError."""
    settings = feeds_of(environment, warn)
    with archive_if_any(environment) as archive:
        feeds, counts = archive.read_now(_feeds_and_counts, now) if archive else ([], {})
        row = find_row(rows_of(feeds, counts, settings.specs(), now), asked)
        entries, push = archive.read_now(_of_feed, row.id) if archive and row.id is not None else ([], None)
    configured = next((feed for feed in settings.feeds if feed.url == row.url), None)
    feed = next((feed for feed in feeds if feed.url == row.url), None)
    return Portrait(
        row, feed, configured, str(environment.config / FEEDS), tuple(entries), push, settings.polls_per_feed_per_day
    )


def _feeds_and_counts(tx: Connection, now: datetime) -> tuple[list[Feed], dict[int, list[int]]]:
    return every_feed(tx), entries_by_day(tx, day_starts(now))


def _of_feed(tx: Connection, feed_id: int) -> tuple[list[SeenEntry], Subscription | None]:
    return last_entries(tx, feed_id, MOST_ENTRIES), of_feed(tx, feed_id)
