"""Counts in the archive's file, read-only, what the service has kept so far."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tally:
    """Articles, and how many of them are copies of an earlier one."""

    archived: int = 0
    copies: int = 0


def tally(archive: Path) -> Tally:
    """What the archive holds; nothing while its file or its tables are not there yet."""
    try:
        with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as connection:
            articles, groups = connection.execute("SELECT count(*), count(DISTINCT group_id) FROM articles").fetchone()
    except sqlite3.OperationalError:
        return Tally()
    return Tally(archived=articles, copies=articles - groups)
