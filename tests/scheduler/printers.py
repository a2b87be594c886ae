"""Outlets that print a text again and say more in it, and a crawler that compares, weighs and commits it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from alerts.policy import plan_alerts
from alerts.routing import Recipient, Routing
from archive.alert_rows import get_alert
from archive.articles import article_of_entry
from archive.nouns import BodySource, EntryState
from archive.origins import Origins
from archive.page_tries import claim_try
from scheduler.compiling import compile_watchlist
from scheduler.copying.desk import CopyDesk
from scheduler.copying.subject import new_article
from scheduler.entry_commit import EntryCommit
from scheduler.metrics import Metrics
from scrapers.copies.memory_index import MemoryIndex
from scrapers.copies.text_hash import text_hash
from scrapers.read_article import ReadArticle
from scrapers.reading.keys import url_hash
from tests.archive.world import NOON, World, draft, item
from watchlist.mentions import Text

if TYPE_CHECKING:
    from alerts.news import News
    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.database import Archive
    from archive.nouns import Alert, ArticleDraft, Committed, Entry, Feed
    from watchlist.mentions import Evaluation

WATCHLIST = """\
places:
  - {id: hajin, name: Hajin, names: {ar: [{text: هجين, needs: nothing}], en: [Hajin], ru: [Хаджин], tr: [Hajin]}}
  - {id: shafa, name: Shafa, names: {ar: [الشعفة], en: [Shafa]}}
"""


class Printed(NamedTuple):
    """What became of an item: whether it is a copy, and the alerts about it."""

    is_copy: bool
    alerts: tuple[Alert, ...]

    @property
    def reasons(self) -> list[str]:
        """Why readers were told."""
        return [alert.reason for alert in self.alerts]


class Printers:
    """Half an hour passes between two items."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.now = NOON
        self._world = World(archive)
        self._watchlist = compile_watchlist(WATCHLIST.encode())
        self._routing = Routing(Recipient("operator", "operator@desk.example", "ar", ZoneInfo("UTC")))
        self._desk = CopyDesk(archive, MemoryIndex(), Metrics(), lambda: self.now)
        self._commit = EntryCommit(archive, self._decide, lambda: self.now, keep_raw_pages=False)
        self._numbers = count(1)

    async def print(
        self, outlet: str, title: str, body: str, *, at: str = "", feed: str = "feed", status: str = "ok"
    ) -> Printed:
        """An outlet prints an item, at an address of its own unless another is given; ``status`` is its page's."""
        self.now += timedelta(minutes=30)
        guid = f"item-{next(self._numbers)}"
        url = f"https://{outlet}.example/{at or guid}"
        entry, of = self._claimed(f"https://{outlet}.example/{feed}", guid, url)
        drafted, evaluation = self._read(entry, title, body, status), self._watchlist.evaluate(Text(title, body))

        async def write(comparison: Comparison) -> Committed | None:
            return await self._commit.write(entry, ReadArticle(drafted), evaluation, EntryState.DONE, comparison)

        self._youngest = entry, of
        return self._printed(await self._desk.commit(new_article(entry, of, drafted, self.now), write))

    async def shows_page(self, body: str) -> Printed:
        """The page of the youngest item is there at last."""
        self.now += timedelta(minutes=15)
        entry, of = self._youngest
        article = self.archive.read_now(article_of_entry, entry.id)
        assert article is not None
        self.archive.write_now(claim_try, entry.id, "late", self.now, 60.0)
        drafted = self._read(entry, article.title, body, "ok")
        evaluation = self._watchlist.evaluate(Text(article.title, body))
        write = partial(self._commit.replace, entry, ReadArticle(drafted), evaluation, "late")
        return self._printed(await self._desk.exchange(article, of, drafted, write))

    def _read(self, entry: Entry, title: str, body: str, status: str) -> ArticleDraft:
        source = BodySource.PAGE if status == "ok" else BodySource.FEED
        key = text_hash(body, title=title, url=entry.url, item_key=entry.item_key)
        return replace(
            draft(body), url=entry.url, canonical_url=None, title=title, text_hash=key, published_at=self.now,
            origins=Origins(), language=None, body_source=source, page_status=status,
        )  # fmt: skip

    def _printed(self, committed: Committed | None) -> Printed:
        assert committed is not None
        alerts = [self.archive.read_now(get_alert, number) for number in committed.alert_ids]
        return Printed(committed.is_copy, tuple(alert for alert in alerts if alert is not None))

    def _claimed(self, feed_url: str, guid: str, url: str) -> tuple[Entry, Feed]:
        feed = self._world.feed(feed_url)
        new = replace(item(guid, url=url), url_key=url_hash(url))
        return self._world.claims(self._world.publishes(feed, new, at=self.now), at=self.now)[0], feed

    def _decide(self, _entry: Entry, evaluation: Evaluation, news: News) -> Decide:
        return lambda committed: plan_alerts(evaluation.held, committed, self._routing, news)
