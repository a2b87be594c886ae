"""Should this go out now? Rules that hold and alerts already committed in, planned alerts out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.nouns import AlertPlan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from alerts.routing import Routing
    from archive.nouns import Alert, Entry
    from watchlist.mentions import HeldRule


def plan_alerts(held: Sequence[HeldRule], committed: Sequence[Alert], routing: Routing) -> list[AlertPlan]:
    """One alert for each rule that holds, unless the copy group's committed alerts of that rule cover its entities.

    A copy that names more than they do is the next revision.
    """
    plans = [_plan(rule, [alert for alert in committed if alert.rule_id == rule.rule_id], routing) for rule in held]
    return [plan for plan in plans if plan is not None]


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


def is_backlog(entry: Entry, longest_age: timedelta | None) -> bool:
    """Whether an entry is old news of a feed polled for the first time, by the feed's own date; it does not alert.

    ``longest_age`` None lets every entry alert, zero none. An entry without a date is otherwise taken as news: an alert
    too many is better than one lost.
    """
    if not entry.from_first_poll or longest_age is None:
        return False
    if not longest_age:
        return True
    return entry.published_at is not None and entry.first_seen_at - entry.published_at > longest_age
