"""Outlets that print a text again and say more in it, and a crawler that compares, weighs and commits it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from alerts.policy import plan_alerts
from alerts.routing import Recipient, Routing
from archive.alert_rows import get_alert
from archive.nouns import EntryState
from archive.origins import Origins
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
    from archive.nouns import Alert, Committed, Entry, Feed
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

    async def print(self, outlet: str, title: str, body: str, *, at: str = "", feed: str = "feed") -> Printed:
        """An outlet prints an item, at an address of its own unless another is given."""
        self.now += timedelta(minutes=30)
        guid = f"item-{next(self._numbers)}"
        url = f"https://{outlet}.example/{at or guid}"
        entry, of = self._claimed(f"https://{outlet}.example/{feed}", guid, url)
        key = text_hash(body, title=title, url=url, item_key=entry.item_key)
        drafted = replace(
            draft(body), url=url, canonical_url=None, title=title, text_hash=key, published_at=self.now,
            origins=Origins(), language=None,
        )  # fmt: skip
        evaluation = self._watchlist.evaluate(Text(title, body))

        async def write(comparison: Comparison) -> Committed | None:
            return await self._commit.write(entry, ReadArticle(drafted), evaluation, EntryState.DONE, comparison)

        committed = await self._desk.commit(new_article(entry, of, drafted, self.now), write)
        assert committed is not None
        alerts = [self.archive.read_now(get_alert, number) for number in committed.alert_ids]
        return Printed(committed.is_copy, tuple(alert for alert in alerts if alert is not None))

    def _claimed(self, feed_url: str, guid: str, url: str) -> tuple[Entry, Feed]:
        feed = self._world.feed(feed_url)
        new = replace(item(guid, url=url), url_key=url_hash(url))
        return self._world.claims(self._world.publishes(feed, new, at=self.now), at=self.now)[0], feed

    def _decide(self, _entry: Entry, evaluation: Evaluation, news: News) -> Decide:
        return lambda committed: plan_alerts(evaluation.held, committed, self._routing, news)
