"""A publisher and the crawler role around it: poll tasks, entry lanes, matcher processes, commits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from sqlalchemy import text

from alerts.policy import plan_alerts
from alerts.resolving import resolve_routing
from alerts.settings import AlertsSettings
from archive import articles, entries, feeds, page_tries
from archive.nouns import FeedSpec
from scheduler.configuration.edition import Edition
from scheduler.copying.desk import CopyDesk
from scheduler.due import DueTimes
from scheduler.entry_commit import EntryCommit
from scheduler.entry_lanes import EntryLanes
from scheduler.entry_tools import EntryTools
from scheduler.entry_work import LEASE_SECONDS, EntryWork
from scheduler.ledger import PollLedger
from scheduler.matching import Matcher
from scheduler.metrics import Metrics
from scheduler.page_retries import PageRetries
from scheduler.polling import Polling
from scheduler.push.standing import Standing
from scheduler.rereading.background import Rereads
from scheduler.rereading.pace import Pace
from scheduler.rereading.reader import Reread
from scrapers.copies.redis_index import RedisIndex
from scrapers.hosts import HostLeases
from tests.scheduler.desk import WATCHLIST
from tests.scrapers.documents import page
from tests.scrapers.world import FEED, World

if TYPE_CHECKING:
    from types import TracebackType

    from alerts.news import News
    from archive.commits import Decide
    from archive.nouns import Article, Committed, Entry, Feed
    from archive.page_tries import PageTries
    from watchlist.mentions import Evaluation

OPERATOR = {"operator": {"email": "operator@desk.example"}}
LEAD = "قال مصدر محلي إن قوات قسد دخلت مدينة هجين شرق دير الزور صباح اليوم بعد اشتباكات استمرت ساعات. "

# A number in a title would be a figure, which copies are told of.
LETTERS = str.maketrans("0123456789", "ابجدهوزحطي")


class Newsroom(World):
    """Time stands still but for ``passes``; what the crawler tells others is written down."""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.hosts = HostLeases(self.link, "test:", pauses=self.pauses)
        self._stack.push_async_callback(self.hosts.close)
        self.matcher = Matcher(1)
        await self.matcher.replace(Edition(WATCHLIST.encode()))
        self._stack.push_async_callback(self.matcher.stop)
        self.index = RedisIndex(self.link, "test:", self.archive.generation, clock=self.clock)
        await self.index.restore(())
        self.metrics, self.woken, self.aside = Metrics(), list[int](), list[int]()
        self.reread = list[Reread]()
        self.routing = resolve_routing(AlertsSettings.model_validate(OPERATOR), {}, str)
        self.due = DueTimes(self.link, "test:", "test:tasks:poll")
        self.ledger = PollLedger(self.archive, self.due)
        self.copies = CopyDesk(self.archive, self.index, self.metrics, self.clock)
        self.work = self.worker()
        self.lanes = EntryLanes(self.archive, self.work.work, self.hosts.rest)
        self.standing = Standing(self.archive, self.metrics)
        self.polling = Polling(
            archive=self.archive,
            tools=self.tools,
            hosts=self.hosts,
            ledger=self.ledger,
            begin=self._begin,
            metrics=self.metrics,
            clock=self.clock,
            standing=self.standing,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.lanes.stop(5)
        await self.polling.stop(5)
        await super().__aexit__(kind, error, trace)

    def worker(self, *, keep_raw_pages: bool = True) -> EntryWork:
        """A crawler's entry work."""
        return EntryWork(self._entry_tools(keep_raw_pages=keep_raw_pages))

    def retries(self) -> PageRetries:
        """A crawler's part in trying pages again."""
        return PageRetries(self._entry_tools(keep_raw_pages=True))

    def rereads(self, *, is_idle: bool = True, busy_seconds: float = 60) -> Rereads:
        """A crawler's part in reading articles again; nobody waits between two of them."""
        return Rereads(
            self.archive,
            self.tools,
            self.matcher,
            self._decide,
            clock=self.clock,
            pace=Pace(lambda: is_idle, pause_seconds=0, busy_seconds=busy_seconds),
            copies=self.copies,
            told=self.reread.append,
        )

    def url(self, path: str) -> str:
        """An address at the publisher."""
        return self.publisher.url(path)

    def publishes_story(self, *guids: str) -> None:
        """The feed shows these items, each with a page of its own that names Hajin."""
        shown = "".join(
            f"<item><title>هدوء في هجين {guid.translate(LETTERS)}</title>"
            f"<link>{self.url('/' + guid)}</link><guid>{guid}</guid></item>"
            for guid in guids
        )
        self.publishes(f'<rss version="2.0"><channel><title>عنب</title>{shown}</channel></rss>')
        for guid in guids:
            self.shows_page("/" + guid, (LEAD * 4, f"وأضاف المصدر رقم {guid} أن الطرق مقطوعة. " * 10))

    def shows_page(self, path: str, paragraphs: tuple[str, ...]) -> None:
        """The publisher's page at this path is an article of these paragraphs."""
        body = page(title="هدوء في هجين", paragraphs=paragraphs).encode()
        self.publisher.publishes(path, body, content_type="text/html; charset=utf-8")

    async def feeds(self, *paths: str) -> list[Feed]:
        """The configured feeds: the publisher's, at these paths."""
        specs = [FeedSpec(url=self.url(path), name="وكالة الفرات", language="ar") for path in paths or (FEED,)]
        synced = await self.archive.write(feeds.sync_feeds, specs, self.now)
        hosts = {feed.id: "127.0.0.1" for feed in synced}
        await self.due.replace(hosts, dict.fromkeys(hosts, self.now))
        await self.due.mark_complete()
        return synced

    async def runs(self, *feed_ids: int) -> None:
        """A poll task for these feeds; all entries that it finds are worked off."""
        await self.polling.run(list(feed_ids))
        await self.rests()

    async def remembers(self) -> list[Entry]:
        """The feed's new entries, remembered but not worked on."""
        await self.feeds()
        return list((await self.polls()).new_entries)

    def state_and_attempts(self) -> tuple[str, int]:
        """What the archive says of its one entry."""
        state, attempts = str(self.value("SELECT state || ',' || attempts FROM entries")).split(",")
        return state, int(attempts)

    def article_of(self, entry: Entry) -> Article:
        """The entry's article."""
        article = self.archive.read_now(articles.article_of_entry, entry.id)
        assert article is not None
        return article

    def tries_of(self, entry: Entry) -> PageTries:
        """How often the entry's page was asked for again."""
        tries = self.archive.read_now(page_tries.tries_of, entry.id)
        assert tries is not None
        return tries

    async def rests(self) -> None:
        """Wait until nothing is at work."""
        async with asyncio.timeout(60):
            while waiting := [*self.polling._open, *self.lanes._workers]:
                await asyncio.wait(waiting)

    async def dies_at(self, entry: Entry) -> None:
        """A crawler claims the entry and is killed; its lease ends."""
        await self.archive.write(entries.claim_entries, [entry.id], uuid4().hex, self.now, LEASE_SECONDS)
        self.passes(seconds=LEASE_SECONDS + 1)

    def value(self, statement: str) -> object:
        """A single value from the archive."""
        return self.archive.read_now(lambda tx: tx.execute(text(statement)).scalar_one())

    def _entry_tools(self, *, keep_raw_pages: bool) -> EntryTools:
        return EntryTools(
            archive=self.archive,
            reading=self.tools,
            hosts=self.hosts,
            seen=self.seen,
            matcher=self.matcher,
            metrics=self.metrics,
            clock=self.clock,
            commit=EntryCommit(self.archive, self._decide, self.clock, keep_raw_pages=keep_raw_pages),
            copies=self.copies,
            committed=self._committed,
            set_aside=self._set_aside,
        )

    def _begin(self, fresh: tuple[Entry, ...]) -> None:
        self.lanes.begin((entry.id, entry.url) for entry in fresh)

    def _decide(self, _entry: Entry, evaluation: Evaluation, news: News) -> Decide:
        return lambda committed: plan_alerts(evaluation.held, committed, self.routing, news)

    def _committed(self, committed: Committed) -> None:
        if committed.delivery_ids:
            self.woken.append(committed.article_id)

    async def _set_aside(self, entry: Entry) -> None:
        self.aside.append(entry.id)
