"""Should this go out now? Rules that hold and alerts already committed in, planned alerts out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.news import NAMING_ANOTHER, News, Reason, covers_size, in_order
from archive.changes import Change
from archive.nouns import AlertPlan
from watchlist.mentions import HeldRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

    from alerts.routing import Routing
    from archive.nouns import Alert, Entry

SHOWN_CHANGES = 20
_NO_NEWS = News()


def plan_alerts(
    held: Sequence[HeldRule], committed: Sequence[Alert], routing: Routing, news: News = _NO_NEWS
) -> list[AlertPlan]:
    """One alert for each rule that holds, unless the group's committed alerts of that rule cover its names and figures.

    A copy that tells more than they do is the next revision, and so is what an outlet adds in an item of its own. What
    is corrected or retracted is told for every rule that holds or was told of.
    """
    rules = [*held, *_no_longer_held(held, committed)] if news.revised else held
    plans = [_plan(rule, committed, routing, news) for rule in rules]
    return [plan for plan in plans if plan is not None]


def _plan(rule: HeldRule, committed: Sequence[Alert], routing: Routing, news: News) -> AlertPlan | None:
    elders = [alert for alert in committed if alert.rule_id == rule.rule_id]
    reason, changes = reason_to_tell(rule, elders, news, committed)
    if reason is None:
        return None
    return AlertPlan(
        rule_id=rule.rule_id,
        revision=max((alert.revision for alert in elders), default=0) + 1,
        priority=rule.priority,
        covers=frozenset(rule.covers),
        deliveries=routing.deliveries(rule.priority),
        reason=reason,
        figures=news.figures,
        changes=changes[:SHOWN_CHANGES],
        resembles=news.resembles if reason in NAMING_ANOTHER else None,
        notice=news.notice if reason is news.revised else "",
        guard=routing.flood,
    )


def reason_to_tell(
    rule: HeldRule, elders: Sequence[Alert], news: News, committed: Sequence[Alert] = ()
) -> tuple[Reason | None, tuple[Change, ...]]:
    """Why the rule is told of, and what is new since its elders; None when they cover it.

    ``committed`` are all alerts of the group: a rule that has none there yet tells which names no other has told.
    """
    before = elders or committed
    names = rule.covers.difference(*(alert.covers for alert in before)) if before else frozenset[str]()
    if news.revised:
        return news.revised, (*_each(sorted(names)), *news.differing)
    if names:
        return Reason.NAMES, _each(sorted(names))
    if not elders:
        return (Reason.FIRST, ()) if news.resembles is None else (Reason.RESEMBLES, news.differing)
    if figures := new_figures(rule.rule_id, elders, news):
        return Reason.FIGURES, _told_as(figures, elders[-1], news)
    added = news.added.get(rule.rule_id)
    return (Reason.ADDED, _each(added)) if added else (None, ())


def new_figures(rule_id: str, elders: Sequence[Alert], news: News) -> frozenset[str]:
    """The figures beside a rule's names that none of its alerts has told.

    None is new where an alert's figures are not known, as those of alerts that Marsad told before it kept figures.
    """
    told = [alert.figures for alert in elders if alert.figures is not None]
    if news.figures is None or len(told) < len(elders):
        return frozenset()
    known = frozenset[str]().union(*told)
    return frozenset(
        figure for figure in news.beside.get(rule_id, frozenset()) - known if not covers_size(known, figure)
    )


def _each(texts: Iterable[str]) -> tuple[Change, ...]:
    return tuple(map(Change, texts))


def _told_as(figures: frozenset[str], elder: Alert, news: News) -> tuple[Change, ...]:
    """New figures in order; a single one that stands for a single other is told as a change."""
    lost = (elder.figures or frozenset()) - (news.figures or frozenset())
    if len(lost) == len(figures) == 1:
        return (Change(min(figures), min(lost)),)
    return _each(in_order(figures))


def _no_longer_held(held: Sequence[HeldRule], committed: Sequence[Alert]) -> list[HeldRule]:
    """The rules that were told of and hold no more, with all that was told."""
    still = {rule.rule_id for rule in held}
    gone = {alert.rule_id: alert for alert in committed if alert.rule_id not in still}
    return [
        HeldRule(rule_id, youngest.priority, frozenset().union(*(a.covers for a in committed if a.rule_id == rule_id)))
        for rule_id, youngest in gone.items()
    ]


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
