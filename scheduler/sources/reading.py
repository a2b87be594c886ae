"""Reads what is known of the sources, from the archive and the configuration, while the service runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.feed_reports import entries_by_day, every_feed
from scheduler.archive_if_any import archive_if_any
from scheduler.explaining.configured import feeds_of
from scheduler.sources.rows import day_starts, rows_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.nouns import Feed
    from scheduler.environment import Environment
    from scheduler.sources.rows import Row


def read_rows(environment: Environment, now: datetime) -> list[Row]:
    """Every source; raises ArchiveError."""
    specs = feeds_of(environment).specs()
    with archive_if_any(environment) as archive:
        feeds, counts = archive.read_now(_feeds_and_counts, now) if archive else ([], {})
    return rows_of(feeds, counts, specs, now)


def _feeds_and_counts(tx: Connection, now: datetime) -> tuple[list[Feed], dict[int, list[int]]]:
    return every_feed(tx), entries_by_day(tx, day_starts(now))
