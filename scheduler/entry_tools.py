"""What work on entries and their pages is done with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import Committed, Entry
    from scheduler.copying.desk import CopyDesk
    from scheduler.entry_commit import EntryCommit
    from scheduler.matching import Matcher
    from scheduler.metrics import Metrics
    from scrapers.hosts import HostLeases
    from scrapers.seen import Seen
    from scrapers.tools import ScrapingTools


@dataclass(frozen=True, slots=True)
class EntryTools:
    """What entry work needs: connections, processes, and the two doors that configuration changes behind."""

    archive: Archive
    reading: ScrapingTools
    hosts: HostLeases
    seen: Seen
    matcher: Matcher
    metrics: Metrics
    clock: Callable[[], datetime]
    commit: EntryCommit
    copies: CopyDesk
    committed: Callable[[Committed], None]
    set_aside: Callable[[Entry], Awaitable[None]]
