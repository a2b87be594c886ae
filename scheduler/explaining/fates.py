"""What becomes of each rule that holds: was told, would be sent, or is silent and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from alerts.policy import plan_alerts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.routing import Routing
    from archive.nouns import Alert, DeliveryPlan
    from scheduler.explaining.archived import Told
    from scheduler.explaining.subject import Subject
    from watchlist.mentions import HeldRule


class Fate(StrEnum):
    """What becomes of an alert."""

    TOLD = "told"
    COPY = "copy"
    BACKLOG = "backlog"
    NO_ROUTE = "no_route"
    UNROUTED = "unrouted"
    WOULD_BE_SENT = "would_be_sent"


@dataclass(frozen=True, slots=True)
class RuleFate:
    """A rule that holds; ``alert`` is the committed one that told of it or silences it."""

    rule: HeldRule
    fate: Fate
    alert: Alert | None = None
    deliveries: tuple[DeliveryPlan, ...] = ()


def fates(held: Sequence[HeldRule], subject: Subject, told: Told, routing: Routing | None) -> tuple[RuleFate, ...]:
    """The fate of each rule that holds; without a routing it is not said who would be told."""
    return tuple(_fate(rule, subject, told.alerts, routing) for rule in held)


def _fate(rule: HeldRule, subject: Subject, committed: Sequence[Alert], routing: Routing | None) -> RuleFate:
    elders = [alert for alert in committed if alert.rule_id == rule.rule_id]
    own = [alert for alert in elders if alert.article_id == subject.number]
    covered = frozenset[str]().union(*(alert.covers for alert in elders))
    if own and rule.covers <= covered:
        return RuleFate(rule, Fate.TOLD, own[-1])
    if elders and rule.covers <= covered:
        return RuleFate(rule, Fate.COPY, elders[-1])
    if subject.backlog:
        return RuleFate(rule, Fate.BACKLOG)
    if routing is None:
        return RuleFate(rule, Fate.UNROUTED)
    deliveries = tuple(to for plan in plan_alerts([rule], committed, routing) for to in plan.deliveries)
    return RuleFate(rule, Fate.WOULD_BE_SENT if deliveries else Fate.NO_ROUTE, deliveries=deliveries)
