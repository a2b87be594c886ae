"""What becomes of each rule that holds: was told, would be sent, or is silent and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from alerts.news import News, Reason, without_figures
from alerts.policy import plan_alerts, reason_to_tell
from scheduler.news import news_in
from watchlist.mentions import HeldRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.routing import Routing
    from archive.changes import Change
    from archive.nouns import Alert, DeliveryPlan
    from scheduler.explaining.archived import Told
    from scheduler.explaining.copies import Copies
    from scheduler.explaining.subject import Subject
    from watchlist.mentions import Evaluation


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
    """A rule that holds or was told of; ``alert`` is the committed one that told of it or silences it.

    ``reason`` says why a rule is or was told, ``changes`` what is new, ``notice`` what its outlet says of that.
    """

    rule: HeldRule
    fate: Fate
    alert: Alert | None = None
    deliveries: tuple[DeliveryPlan, ...] = ()
    reason: Reason | None = None
    changes: tuple[Change, ...] = ()
    notice: str = ""


def fates(
    evaluation: Evaluation, subject: Subject, told: Told, routing: Routing | None, copies: Copies
) -> tuple[RuleFate, ...]:
    """The fate of each rule that holds, and of those that were told of the article though its text holds them no more.

    Without a routing it is not said who would be told.
    """
    comparison = copies.compared(frozenset(alert.rule_id for alert in told.alerts)) if copies.kin.texts else None
    news = news_in(subject, evaluation, comparison, copies.kin)
    of_held = [_fate(rule, subject, told.alerts, routing, news) for rule in evaluation.held]
    return (*of_held, *_told_besides(evaluation, subject, told.alerts))


def _fate(
    rule: HeldRule, subject: Subject, committed: Sequence[Alert], routing: Routing | None, news: News
) -> RuleFate:
    elders = [alert for alert in committed if alert.rule_id == rule.rule_id]
    own = [alert for alert in elders if alert.article_id == subject.number]
    known = without_figures(news) if own else news
    reason, changes = reason_to_tell(rule, elders, known, committed)
    if reason is None:
        return _was_told(rule, own[-1]) if own else RuleFate(rule, Fate.COPY, elders[-1])
    if subject.backlog:
        return RuleFate(rule, Fate.BACKLOG)
    if routing is None:
        return RuleFate(rule, Fate.UNROUTED, reason=reason, changes=changes, notice=news.notice)
    deliveries = tuple(to for plan in plan_alerts([rule], committed, routing, known) for to in plan.deliveries)
    fate = Fate.WOULD_BE_SENT if deliveries else Fate.NO_ROUTE
    return RuleFate(rule, fate, deliveries=deliveries, reason=reason, changes=changes, notice=news.notice)


def _told_besides(evaluation: Evaluation, subject: Subject, committed: Sequence[Alert]) -> list[RuleFate]:
    """What an item that takes a report back told those who had heard of it; what an edit left out since."""
    held = {rule.rule_id for rule in evaluation.held}
    own = {each.rule_id: each for each in committed if each.article_id == subject.number and each.rule_id not in held}
    return [_was_told(HeldRule(each.rule_id, each.priority, each.covers), each) for each in own.values()]


def _was_told(rule: HeldRule, alert: Alert) -> RuleFate:
    return RuleFate(rule, Fate.TOLD, alert, (), Reason(alert.reason), alert.changes, alert.notice)
