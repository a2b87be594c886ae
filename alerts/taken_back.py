"""A correction or retraction is told once in a thread, however many outlets make it in their copies. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.news import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.commits import Decide
    from archive.nouns import Alert, AlertPlan

_TAKEN_BACK = frozenset({Reason.CORRECTED, Reason.RETRACTED})


def once_in_thread(decide: Decide, article_id: int) -> Decide:
    """The same policy for an article that was edited.

    Where another copy's outlet has told of the same, only those rules are told of it again that were told of this very
    article, and those that find a name which is new.
    """

    def decided(committed: Sequence[Alert]) -> list[AlertPlan]:
        own = {alert.rule_id for alert in committed if alert.article_id == article_id}
        known = {(alert.rule_id, alert.reason) for alert in committed}
        return [plan for plan in decide(committed) if _is_told(plan, committed, own, known)]

    return decided


def _is_told(plan: AlertPlan, committed: Sequence[Alert], own: set[str], known: set[tuple[str, str]]) -> bool:
    if plan.reason not in _TAKEN_BACK or plan.rule_id in own or (plan.rule_id, plan.reason) not in known:
        return True
    covered = frozenset[str]().union(*(alert.covers for alert in committed if alert.rule_id == plan.rule_id))
    return not plan.covers <= covered
