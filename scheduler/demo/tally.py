"""Counts in the archive what the service has kept so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.articles import count_articles
from archive.database import Archive, ArchiveError

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
        opened = Archive.open(f"sqlite:///{archive}")
    except ArchiveError:
        return Tally()
    try:
        counts = opened.read_now(count_articles)
    finally:
        opened.close()
    return Tally(archived=counts.articles, copies=counts.articles - counts.groups)
