"""Should this go out now? Rules that hold and alerts already committed in, planned alerts out. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.nouns import AlertPlan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from alerts.routing import Routing
    from archive.nouns import Alert
    from watchlist.mentions import HeldRule

OLD_NEWS = timedelta(hours=24)


def plan_alerts(
    held: Sequence[HeldRule], committed: Sequence[Alert], routing: Routing, *, quiet: bool = False
) -> list[AlertPlan]:
    """One alert for each rule that holds, unless the copy group's committed alerts of that rule cover its entities.

    A copy that names more than they do is the next revision. ``quiet`` plans the alerts without deliveries, so that
    old news is on record and silences its later copies, but floods nobody.
    """
    plans = [_plan(rule, [alert for alert in committed if alert.rule_id == rule.rule_id], routing) for rule in held]
    news = [plan for plan in plans if plan is not None]
    return [_silenced(plan) for plan in news] if quiet else news


def _plan(rule: HeldRule, elders: Sequence[Alert], routing: Routing) -> AlertPlan | None:
    covered = frozenset().union(*(alert.covers for alert in elders))
    if elders and rule.covers <= covered:
        return None
    return AlertPlan(
        rule_id=rule.rule_id,
        revision=max((alert.revision for alert in elders), default=0) + 1,
        priority=rule.priority,
        covers=frozenset(rule.covers),
        deliveries=routing.deliveries(rule.priority),
    )


def _silenced(plan: AlertPlan) -> AlertPlan:
    return AlertPlan(plan.rule_id, plan.revision, plan.priority, plan.covers, deliveries=())


def is_backlog(*, from_first_poll: bool, published_at: datetime | None, first_seen_at: datetime) -> bool:
    """Whether an entry is old news of a feed polled for the first time: older than a day, by the feed's own word.

    An entry without a date is taken as news: an alert too many is better than one lost.
    """
    return from_first_poll and published_at is not None and first_seen_at - published_at > OLD_NEWS
