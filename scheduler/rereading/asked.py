"""``marsad reread``: reads the pages again that somebody asks for, beside a running service or without one."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive.catching_up import list_in_force
from archive.rereading import kept_pages
from gateway.redis_link import RedisLink
from scheduler.alert_policy import policy_by
from scheduler.copying.desk import CopyDesk
from scheduler.matching import Matcher, MatchFailed
from scheduler.metrics import Metrics
from scheduler.rereading.reader import Fate, Reread, Rereader
from scheduler.rereading.sites import RememberedSites
from scheduler.rereading.tally import Tally
from scheduler.valkey import BundledValkey
from scrapers.copies.redis_index import RedisIndex
from scrapers.parsing.pool import Parsers
from scrapers.site_lines.keeping import SiteLines
from scrapers.site_lines.relearning import Relearning
from scrapers.site_rules.rule import RulesInForce
from scrapers.site_rules.settings import rules_of
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy import Connection

    from alerts.routing import Routing
    from archive.database import Archive
    from archive.rereading import KeptPage
    from scheduler.configuration.edition import Edition
    from scheduler.environment import Environment
    from scheduler.news import Policy
    from scrapers.settings import FeedsSettings
    from scrapers.site_lines.reading import Sites

    Progress = Callable[[int, int], None]


class WatchlistChanged(Exception):
    """The articles that are left would be put back to what the old list says of them."""

    def __init__(self) -> None:
        super().__init__("the watchlist was changed meanwhile; what is done is done, run this again for the rest")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages are read again: of articles committed since then, of a host and those below it, so many at most."""

    since: datetime
    host: str = ""
    limit: int | None = None

    def of(self, kept: list[KeptPage]) -> list[KeptPage]:
        """Those of the kept pages, the youngest where there are too many; in the order in which they came."""
        found = [page for page in kept if not self.host or f".{host_of(page.url)}".endswith(f".{self.host}")]
        return found if self.limit is None else found[max(0, len(found) - self.limit) :]


@dataclass(frozen=True, slots=True)
class Configured:
    """What pages are read and matched by, and who is told.

    ``applied`` is the list that was applied to the stored articles last, by its hash, before the files were read.
    """

    environment: Environment
    edition: Edition
    feeds: FeedsSettings
    routing: Routing
    applied: str | None

    @property
    def policy(self) -> Policy:
        """The policy of alerts about an entry's text, as a crawler has it."""
        return policy_by(lambda: self.routing, lambda: self.feeds.longest_alert_age)


@dataclass(frozen=True, slots=True)
class _Tools:
    """See ``scrapers.tools.ExtractionTools``."""

    parsers: Parsers
    sites: Sites
    rules: RulesInForce


async def reread_pages(
    archive: Archive, wanted: Wanted, configured: Configured, progress: Progress, *, writes: bool, lists: bool = True
) -> Tally:
    """Read these pages again; raises ConfigurationProblem for a list of no use, WatchlistChanged, ArchiveError.

    Each article is put right in a transaction of its own, so that whoever breaks this off loses nothing, and whoever
    begins anew finds what is done as it should be. ``progress`` is told how many pages of how many are done.
    The articles that change are named where it ``lists`` them.
    """
    pages, tally = wanted.of(await archive.read(kept_pages, wanted.since)), Tally(lists)
    progress(0, len(pages))
    if not pages:
        return tally
    async with _rereader(archive, configured) as rereader:
        for done, page in enumerate(pages, start=1):
            tally.add(await _reread(rereader, page, writes=writes))
            progress(done, len(pages))
    return tally


async def _reread(rereader: Rereader, page: KeptPage, *, writes: bool) -> Reread:
    try:
        return await rereader.reread(page.entry_id, writes=writes)
    except MatchFailed:
        return Reread(Fate.NOT_READ)


@contextlib.asynccontextmanager
async def _rereader(archive: Archive, configured: Configured) -> AsyncIterator[Rereader]:
    environment, rules = configured.environment, RulesInForce()
    rules.replace(rules_of(configured.feeds.sites))
    async with contextlib.AsyncExitStack() as stack:
        link = RedisLink(environment.redis_url or BundledValkey(environment.data).url)
        stack.push_async_callback(link.close)
        matcher, parsers = Matcher(1), Parsers()
        stack.push_async_callback(parsers.stop)
        stack.push_async_callback(matcher.stop)
        await matcher.replace(configured.edition)
        # The service's knowledge as it stands; what Redis lacks is learned in memory alone.
        known = SiteLines(link, f"marsad:{archive.generation}:", _now)
        tools = _Tools(parsers, RememberedSites(known, Relearning(archive, _now)), rules)
        check = await asyncio.to_thread(_same_list, configured)
        copies = CopyDesk(
            archive, RedisIndex(link, f"marsad:{archive.generation}:", archive.generation), Metrics(), _now
        )
        yield Rereader(archive, tools, matcher, configured.policy, _now, copies=copies, check=check)


def _same_list(configured: Configured) -> Callable[[Connection], None]:
    """Raises WatchlistChanged once a list is applied to the stored articles that is neither ours nor the last one."""
    known = {configured.edition.digest, configured.applied}

    def check(tx: Connection) -> None:
        if list_in_force(tx) not in known:
            raise WatchlistChanged

    return check


def _now() -> datetime:
    return datetime.now(UTC)
