"""A feed that brings much, an alerter that looks, and what is held and told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.flood import FloodGuard
from archive import telling_held
from archive.deliveries import list_deliveries
from archive.held_alerts import all_held
from archive.notices import get_notice
from archive.nouns import AlertPlan
from archive.summaries import Summary, summary_of
from tests.archive.world import MAIL, NOON, World, item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from archive.causes import Surge
    from archive.database import Archive
    from archive.nouns import Alert, Committed, Delivery, DeliveryPlan, Entry

GUARD = FloodGuard(alerts=3, times=6)


def guarded(
    *to: DeliveryPlan, rule: str = "hajin", priority: str = "normal"
) -> Callable[[Sequence[Alert]], list[AlertPlan]]:
    """The policy that alerts, and is guarded."""
    plan = AlertPlan(rule, 1, priority, frozenset({"hajin"}), to or (MAIL,), guard=GUARD)
    return lambda committed: [] if committed else [plan]


class Desk(World):
    """A feed, and what is told of it."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.published = 0

    def comes(self, at: datetime = NOON, *to: DeliveryPlan, rule: str = "hajin", priority: str = "normal") -> Committed:
        """An article comes and alerts."""
        self.published += 1
        entry = self.publishes(self.feed(), item(f"n{self.published}"), at=at)[0]
        return self.done(entry, at, *to, rule=rule, priority=priority)

    def done(
        self, entry: Entry, at: datetime, *to: DeliveryPlan, rule: str = "hajin", priority: str = "normal"
    ) -> Committed:
        """The article of an entry is committed and alerts."""
        [claimed] = self.claims([entry], at=at)
        committed = self.commits(claimed, f"نص {entry.id}", guarded(*to, rule=rule, priority=priority), at)
        assert committed is not None
        return committed

    def tells(self, at: datetime) -> tuple[Surge, ...] | None:
        """An alerter looks for what is to be told."""
        told = self.archive.write_now(telling_held.tell_held, at, GUARD)
        return None if told is None else told.surges

    def sent(self) -> list[Delivery]:
        """All that is on its way, in order."""
        return self.archive.read_now(list_deliveries, limit=1000)[::-1]

    def summaries(self) -> list[Summary]:
        """The summaries on their way."""
        return [summary for _, summary in self.addressed()]

    def addressed(self) -> list[tuple[str, Summary]]:
        """The same, each with its recipient."""
        sent = [(each.recipient, each.notice_id) for each in self.sent() if each.notice_id is not None]
        read = [(to, self.archive.read_now(get_notice, number)) for to, number in sent]
        return [(to, summary) for to, notice in read if notice and (summary := summary_of(notice))]

    def held(self) -> int:
        """How many are held."""
        return len(self.archive.read_now(all_held, 1000))
