"""Prints what became of a rule that holds, or would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.news import Reason
from scheduler.explaining.copy_lines import time_of
from scheduler.explaining.fates import Fate
from scheduler.explaining.subject import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.cli.paper import Paper
    from scheduler.explaining.explaining import Report
    from scheduler.explaining.fates import RuleFate

_NEW = {
    Reason.NAMES: "new names: {changes}",
    Reason.FIGURES: "new figures: {changes}",
    Reason.ADDED: "new in this copy: {changes}",
    Reason.CORRECTED: "it is a correction: {notice}",
    Reason.RETRACTED: "it is a retraction: {notice}",
    Reason.RESEMBLES: "like an earlier report, but: {changes}",
}
_NOT_ROUTED = "would be sent, but alerts.yaml cannot be used: `marsad check` says why"
_NO_ROUTE = "not sent: no route of alerts.yaml leads its priority to anybody"
_BACKLOG = "not sent: old news of its feed's first poll (first_poll_alert_age in feeds.yaml)"


def print_fate(fate: RuleFate, report: Report, paper: Paper) -> None:
    """The rule, and what was told of it, would be sent, or why it is silent."""
    paper.line(f"{fate.rule.rule_id} ({fate.rule.priority})", indent=2)
    for line in _words(fate, report):
        paper.line(line, indent=5)


def _words(fate: RuleFate, report: Report) -> Iterator[str]:
    match fate.fate:
        case Fate.TOLD if fate.alert is not None:
            yield f"was told: alert {fate.alert.id} of {time_of(fate.alert.created_at)}{_because(fate)}"
            yield from _went(fate.alert.id, report)
        case Fate.COPY if fate.alert is not None:
            elder = f"alert {fate.alert.id} of {time_of(fate.alert.created_at)}, about article {fate.alert.article_id}"
            yield f"not sent: a copy of a text that was told of already, by {elder}; it tells nothing more"
        case Fate.BACKLOG:
            yield _BACKLOG
        case Fate.NO_ROUTE:
            yield _NO_ROUTE
        case Fate.UNROUTED:
            yield _NOT_ROUTED
        case _:
            if report.subject.origin is Place.ARCHIVE:
                yield "was not told when the article came: the list or the feeds were other ones then; today"
            if fate.reason in _NEW:
                yield f"a copy of a text that was told of already{_because(fate)}"
            for to in fate.deliveries:
                yield f"would be sent to {to.recipient} by {to.channel}"


def _because(fate: RuleFate) -> str:
    template = _NEW.get(fate.reason) if fate.reason else None
    changes = ", ".join(map(str, fate.changes))
    return f"; {template.format(changes=changes, notice=fate.notice)}" if template else ""


def _went(alert_id: int, report: Report) -> Iterator[str]:
    deliveries = [each for each in report.told.deliveries if each.alert_id == alert_id]
    for each in deliveries:
        status = f", {each.last_status}" if each.last_status else ""
        yield f"to {each.recipient} by {each.channel}: {each.state.value}{status}"
    held = [each for each in report.told.held if each.alert_id == alert_id]
    for one in held:
        yield f"to {one.to.recipient} by {one.to.channel}: held, to be told with others at {time_of(one.tell_at)}"
    if not deliveries and not held:
        yield "to nobody by itself: no route led there, or it was told in a summary"
