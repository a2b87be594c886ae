"""Too many alerts at once: which are told by themselves, which together with others, and how long they wait. Pure.

The first alerts of a surge always go out at once. What is more than a feed or a rule usually brings is held and told in
summaries, soon at first and then at longer intervals, while the surge lasts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from alerts.news import Reason
from alerts.settings import EMAIL
from archive.causes import Cause, CauseKind
from archive.volumes import HOUR, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import datetime

    from archive.guards import Arrival, Before
    from archive.nouns import AlertPlan
    from archive.volumes import Past, Volume

WINDOW = timedelta(minutes=10)
FEW = 3
_HIGH = "high"
_HIGH_SHARE = 3
_LATER_WAITS = (1, 2.5, 5, 7.5)
_HIGH_WAIT = _FIRST_POLL_WAIT = 2.5
_WEEK_HOURS = 7 * 24
_HALF_A_DAY_HOURS = 12
_BUSIEST_SHARE = 0.05
# A call must stay under 20 kB.
_LISTED_IN_MAIL, _LISTED_IN_CALL = 100, 15
_LISTED_AT_ONCE = 500
# Whoever was told what is not so must not wait to hear it.
_NEVER_HELD = (Reason.CORRECTED, Reason.RETRACTED)


@dataclass(frozen=True, slots=True)
class FloodGuard:
    """``alerts`` in ten minutes are never too many, and neither are ``times`` as many as usual.

    A rule of high priority may have three times as many: when much happens, people need it most. ``first_wait`` is how
    long the first summary waits for others; the later ones wait longer. Of one feed ``few`` articles count for a rule.
    """

    alerts: int = 10
    times: float = 10.0
    window: timedelta = WINDOW
    few: int = FEW
    first_wait: timedelta = timedelta(minutes=2)

    @property
    def longest_wait(self) -> timedelta:
        """Nothing that is held waits longer."""
        return self.first_wait * max(_LATER_WAITS)

    def causes(
        self, plans: Sequence[AlertPlan], arrival: Arrival, volume: Callable[[Cause], Volume]
    ) -> list[Cause | None]:
        """Why each of an article's alerts is to be held; None where it is not."""

        @cache
        def is_flood(cause: Cause, priority: str) -> bool:
            return self.is_flood(cause.kind, volume(cause), priority)

        return [self._cause(plan, arrival, is_flood) for plan in plans]

    def _cause(self, plan: AlertPlan, arrival: Arrival, is_flood: Callable[[Cause, str], bool]) -> Cause | None:
        """Its feed's first poll, its feed or its rule."""
        if plan.reason in _NEVER_HELD:
            return None
        if arrival.listed:
            return Cause(CauseKind.FIRST_POLL, str(arrival.feed_id)) if arrival.listed > self.few else None
        causes = (Cause(CauseKind.FEED, str(arrival.feed_id)), Cause(CauseKind.RULE, plan.rule_id))
        return next((cause for cause in causes if is_flood(cause, plan.priority)), None)

    def is_flood(self, kind: CauseKind, volume: Volume, priority: str) -> bool:
        """Whether one more is too many after what came; a flood that is known goes on while the least comes."""
        most = self.few if kind is CauseKind.RULE else None
        least = self.alerts * _share(priority)
        if _counted(volume.recent.values(), most) < least:
            return False
        if volume.is_held(priority):
            return True
        past = volume.past()
        always = self._always(past) if kind is CauseKind.RULE else ()
        recent = _counted((count for feed, count in volume.recent.items() if feed not in always), most)
        return recent >= max(least, self.times * self._usual(past, always, most) * _share(priority))

    def _always(self, past: Past) -> Collection[int]:
        """Feeds of which as much as counts for a rule is nothing unusual: they say nothing about it."""
        by_feed = dict[int, list[Slot]]()
        for slot in past.slots:
            by_feed.setdefault(slot.feed_id, []).append(slot)
        alone = {feed: self._usual(past._replace(slots=tuple(slots)), (), None) for feed, slots in by_feed.items()}
        return {feed for feed, usual in alone.items() if self.times * usual >= self.few}

    def _usual(self, past: Past, always: Collection[int], most: int | None) -> float:
        """What is usual within the window, without those feeds, each other one counted with so many."""
        slots = (slot for slot in past.slots if slot.feed_id not in always)
        capped = tuple(slot._replace(articles=_counted([slot.articles], most)) for slot in slots)
        return usual_an_hour(past._replace(slots=capped)) * (self.window / timedelta(hours=1))

    def tell_at(self, kind: CauseKind, priority: str, before: Before, now: datetime) -> datetime:
        """When it is told at the latest: with what is told anyway, if that is soon enough."""
        times = _LATER_WAITS[min(before.told, len(_LATER_WAITS) - 1)]
        if kind is CauseKind.FIRST_POLL:
            times = _FIRST_POLL_WAIT
        elif priority == _HIGH:
            times = min(times, _HIGH_WAIT)
        latest = now + self.first_wait * times
        return latest if before.planned is None else min(before.planned, latest)

    def usual_an_hour(self, past: Past) -> float:
        """How many articles an hour are usual."""
        return usual_an_hour(past)

    def listed(self, channel: str) -> int:
        """How many articles one summary lists."""
        return _LISTED_IN_MAIL if channel == EMAIL else _LISTED_IN_CALL

    def summaries(self, channel: str) -> int:
        """How many summaries are told at once; they list five hundred articles."""
        return -(-_LISTED_AT_ONCE // self.listed(channel))


def usual_an_hour(past: Past) -> float:
    """How many articles an hour are usual.

    The busiest hours do not count, lest an old flood make the next one usual: one of the first half a day, eight of a
    week. So what has come for some hours on the first day, and later for a day, becomes usual.
    """
    hours = min(max(past.hours, _HALF_A_DAY_HOURS), _WEEK_HOURS)
    busiest = max(1, round(hours * _BUSIEST_SHARE))
    by_hour = Counter[str]()
    for slot in past.slots:
        by_hour[slot.time[:HOUR]] += slot.articles
    return sum(sorted(by_hour.values(), reverse=True)[busiest:]) / (hours - busiest)


def _counted(counts: Iterable[int], most: int | None) -> int:
    return sum(counts) if most is None else sum(min(count, most) for count in counts)


def _share(priority: str) -> int:
    return _HIGH_SHARE if priority == _HIGH else 1
