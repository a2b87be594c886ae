"""Outlets that print the same wire, and workers that commit what they print."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Self

from sqlalchemy import text

from archive import commits
from archive.nouns import AlertPlan
from archive.page_tries import entry_to_read
from archive.replacing import reread_article
from scheduler.copying.desk import CopyDesk
from scheduler.copying.restoring import Restoring
from scheduler.copying.subject import new_article
from scheduler.metrics import Metrics
from scrapers.copies.redis_index import RedisIndex
from scrapers.copies.sketching import sketch_of
from scrapers.copies.text_hash import text_hash
from tests.archive.world import LEASE_SECONDS, MAIL, NOON, World, draft, item
from tests.servers.clocked_link import ClockedLink

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from archive.comparisons import Comparison
    from archive.database import Archive
    from archive.nouns import Alert, Article, ArticleDraft, Committed, Entry, Feed
    from scheduler.copying.subject import Subject
    from scrapers.copies.index import CopyIndex
    from tests.servers.redis import RedisServer

WIRE = (
    "أعلنت فرق الدفاع المدني أنها أخمدت حريقا كبيرا اندلع في سوق الأقمشة وسط بلدة هجين بعد ساعات من العمل المتواصل. "
    "وقال أحد أصحاب المحال إن النيران بدأت من مولدة قديمة ثم امتدت إلى المخازن المجاورة بسبب الرياح الشديدة. "
    "وأغلقت الشرطة الطرق المؤدية إلى السوق وطلبت من السكان الابتعاد عن المكان حتى انتهاء أعمال التبريد. "
    "ولم تسجل أي إصابات بين المدنيين فيما قدر التجار خسائرهم بملايين الليرات وطالبوا البلدية بتعويضات عاجلة. "
    "ووعد رئيس المجلس المحلي بفتح تحقيق في أسباب الحريق وبإعادة تأهيل شبكة الكهرباء في السوق خلال الأشهر المقبلة."
)
HALF = WIRE[: WIRE.index("ولم تسجل")]
TWIN = WIRE.replace("هجين", "البصيرة").replace("بملايين", "بثلاثين مليون")
OTHER = (
    "افتتحت وزارة التربية اليوم مدرسة جديدة في الحي الشرقي تضم عشرين قاعة دراسية ومختبرا للعلوم ومكتبة عامة للأطفال. "
    "وأشار مدير التربية إلى أن العمل في البناء استغرق عاما كاملا بدعم من منظمات محلية ومتبرعين من أبناء المدينة. "
    "ومن المقرر أن تستقبل المدرسة مئات التلاميذ مع بداية الفصل المقبل بعد تجهيز المقاعد وتركيب ألواح الطاقة الشمسية."
)


class Wires:
    """Time stands still but for ``passes``."""

    def __init__(self, archive: Archive, redis: RedisServer) -> None:
        self.archive = archive
        self.redis = redis
        self.now = NOON
        self._world = World(archive)
        self._numbers = count(1)
        self._links: list[ClockedLink] = []

    async def __aenter__(self) -> Self:
        await self.index().restore(())
        self.begins()
        return self

    async def __aexit__(self, *_: object) -> None:
        for link in self._links:
            await link.close()

    def begins(self) -> None:
        """A worker of this process, over an index as it is."""
        self.metrics = Metrics()
        self.desk = self.worker()

    def entry(self, number: int) -> Entry:
        """An entry that is in a worker's hands already."""
        return self.archive.read_now(entry_to_read, number)

    def passes(self, seconds: float) -> None:
        """Time goes on."""
        self.now += timedelta(seconds=seconds)

    def index(self, ahead: timedelta = timedelta()) -> RedisIndex:
        """Another process's way to the index."""
        self._links.append(ClockedLink(self.redis.url, lambda: self.now))
        return RedisIndex(self._links[-1], "test:", self.archive.generation, clock=lambda: self.now + ahead)

    def worker(self, index: CopyIndex | None = None) -> CopyDesk:
        """Another process that commits articles."""
        return CopyDesk(self.archive, index or self.index(), self.metrics, lambda: self.now)

    def restoring(self, ahead: timedelta = timedelta()) -> Restoring:
        """Another process that fills the index, whose clock may be wrong."""
        return Restoring(self.archive, self.index(ahead))

    def claimed(self, outlet: str) -> Entry:
        """A new item of an outlet, in a worker's hands."""
        number = next(self._numbers)
        feed = self._world.feed(f"https://{outlet}.example/feed")
        published = self._world.publishes(
            feed, item(str(number), url=f"https://{outlet}.example/{number}"), at=self.now
        )
        return self._world.claims(published, at=self.now)[0]

    def read(self, entry: Entry, body: str, title: str = "حريق في السوق") -> ArticleDraft:
        """What its page says."""
        words = text_hash(body, title=title, url=entry.url, item_key=entry.item_key)
        return replace(draft(body), url=entry.url, title=title, text_hash=words)

    async def commits(
        self,
        entry: Entry,
        body: str = WIRE,
        *names: str,
        desk: CopyDesk | None = None,
        before: Callable[[], object] = lambda: None,
    ) -> Committed:
        """A worker compares and commits; watched are these names. ``before`` happens between the two."""
        drafted = self.read(entry, body, f"عنوان {entry.id}")

        async def write(comparison: Comparison) -> Committed | None:
            before()
            return await self.archive.write(
                commits.commit_article, entry, drafted, [], telling(*names), self.now, comparison=comparison
            )

        committed = await (desk or self.desk).commit(self._subject(entry, drafted), write)
        assert committed is not None
        return committed

    async def waits(self, entry: Entry, body: str, desk: CopyDesk) -> asyncio.Task[Committed]:
        """A worker that commits, and waits for an elder now."""
        at_it = asyncio.create_task(self.commits(entry, body, desk=desk))
        async with asyncio.timeout(20):
            while not desk._wait._waiting:  # noqa: ASYNC110 - a desk tells nobody
                await asyncio.sleep(0.01)
        assert not at_it.done()
        return at_it

    async def commits_slowly(self, entry: Entry, met: asyncio.Event, go_on: asyncio.Event) -> Committed:
        """The same, with time for others between comparing and committing."""
        drafted = self.read(entry, WIRE)

        async def write(comparison: Comparison) -> Committed | None:
            met.set()
            await go_on.wait()
            return await self.archive.write(
                commits.commit_article, entry, drafted, [], telling(), self.now, comparison=comparison
            )

        committed = await self.desk.commit(self._subject(entry, drafted), write)
        assert committed is not None
        return committed

    def silently(self, entry: Entry) -> tuple[Subject, Callable[[Comparison], Awaitable[Committed | None]]]:
        """What the desk is given of an article that is backlog."""
        drafted = self.read(entry, WIRE)

        async def write(comparison: Comparison) -> Committed | None:
            return await self.archive.write(
                commits.commit_article, entry, drafted, [], lambda _: (), self.now, comparison=comparison
            )

        return self._subject(entry, drafted), write

    async def meets(self, entry: Entry) -> None:
        """A worker compares, and is killed."""
        subject = self._subject(entry, self.read(entry, WIRE))
        await self.index().meet(entry.id, sketch_of(subject.text), self.now)

    def exchanged(self, article: Article, body: str) -> tuple[Feed, ArticleDraft]:
        """What an article's page gives by now."""
        words = text_hash(body, title=article.title, url=article.url, item_key="")
        return self._feed_of(article.url), replace(draft(body), url=article.url, title=article.title, text_hash=words)

    async def exchanges(self, article: Article, body: str) -> Committed | None:
        """Its page gives another text by now."""
        feed, drafted = self.exchanged(article, body)

        async def write(comparison: Comparison) -> Committed | None:
            return await self.archive.write(reread_article, article, drafted, [], telling(), self.now, comparison)

        return await self.desk.exchange(article, feed, drafted, write)

    def dies(self) -> None:
        """Whoever had entries in hands is dead, and their leases end."""
        self.passes(LEASE_SECONDS + 1)

    def claims_again(self, entry: Entry) -> Entry:
        """Another worker has the entry."""
        return self._world.claims([entry], "worker-2", at=self.now)[0]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return self.archive.read_now(lambda tx: int(tx.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()))  # noqa: S608 - a test's own words

    def counted(self, how: str) -> float:
        """How many comparisons were made like this."""
        return self.metrics.registry.get_sample_value("marsad_comparisons_total", {"how": how}) or 0

    def _subject(self, entry: Entry, drafted: ArticleDraft) -> Subject:
        return new_article(entry, self._feed_of(entry.url), drafted, self.now)

    def _feed_of(self, address: str) -> Feed:
        return self._world.feed(f"{address.rsplit('/', 1)[0]}/feed")


def telling(*names: str) -> Callable[[Sequence[Alert]], list[AlertPlan]]:
    """The policy of a rule that holds for these names, hajin if none is given."""
    watched = frozenset(names or {"hajin"})

    def decide(committed: Sequence[Alert]) -> list[AlertPlan]:
        told = frozenset[str]().union(*(alert.covers for alert in committed))
        plan = AlertPlan("rule", len(committed) + 1, "high", watched, (MAIL,))
        return [] if committed and watched <= told else [plan]

    return decide
