"""What alerts and what stays silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.mentions import to_archive
from alerts.news import Reason
from alerts.policy import is_backlog, plan_alerts
from alerts.routing import Recipient, Routing
from archive.changes import Change
from archive.nouns import Alert, AlertPlan, Entry
from archive.pending_entries import bare_link, pending_entry
from tests.alerts.world import START
from watchlist.mentions import HIT, NEEDS_CONTEXT, HeldRule, Mention

ROUTING = Routing(Recipient("operator", "operator@example.org", "ar", ZoneInfo("UTC")))


def rule(*covers: str, rule_id: str = "fighting", priority: str = "high") -> HeldRule:
    """A rule that holds."""
    return HeldRule(rule_id, priority, frozenset(covers))


def entry(*, from_first_poll: bool, published_at: datetime | None) -> Entry:
    """An entry seen just now."""
    new = replace(bare_link("", "قصف على هجين"), published_at=published_at)
    return pending_entry(new, START, entry_id=1, feed_id=1, from_first_poll=from_first_poll)


def committed(plan: AlertPlan) -> Alert:
    """The alert a plan became."""
    told = (
        plan.rule_id,
        1,
        plan.revision,
        1,
        plan.priority,
        plan.covers,
        START,
        plan.reason,
        plan.figures,
        plan.changes,
    )
    return Alert(1, *told, plan.resembles, plan.notice)


def test_first_article_alerts() -> None:
    """News alerts, with its priority's deliveries."""
    (plan,) = plan_alerts([rule("hajin")], [], ROUTING)
    assert (plan.rule_id, plan.revision, plan.covers) == ("fighting", 1, {"hajin"})
    assert plan.deliveries == ROUTING.deliveries("high")


def test_covered_copy_is_silent() -> None:
    """A copy that names no more than the alert before stays silent."""
    elders = [committed(plan) for plan in plan_alerts([rule("hajin", "sdf")], [], ROUTING)]
    assert plan_alerts([rule("hajin")], elders, ROUTING) == []


def test_copy_that_names_more_alerts() -> None:
    """Membership in a group silences nothing: a further name is the next revision."""
    elders = [committed(plan) for plan in plan_alerts([rule("hajin")], [], ROUTING)]
    (plan,) = plan_alerts([rule("hajin", "sdf")], elders, ROUTING)
    assert (plan.revision, plan.covers) == (2, {"hajin", "sdf"})


def test_other_rule_is_not_silenced() -> None:
    """An alert of one rule says nothing about another."""
    elders = [committed(plan) for plan in plan_alerts([rule("hajin")], [], ROUTING)]
    assert [plan.rule_id for plan in plan_alerts([rule("hajin", rule_id="name:hajin")], elders, ROUTING)] == [
        "name:hajin"
    ]


def test_name_that_alerts_by_itself_is_told_as_new() -> None:
    """To its reader it is what a copy adds, whichever rule told of the others."""
    elders = [committed(plan) for plan in plan_alerts([rule("hajin", rule_id="name:hajin")], [], ROUTING)]
    (plan,) = plan_alerts([rule("raqqa", rule_id="name:raqqa")], elders, ROUTING)
    assert (plan.revision, plan.reason, plan.changes) == (1, Reason.NAMES, (Change("raqqa"),))


def test_rule_that_covers_nothing_alerts_once() -> None:
    """A rule may hold by what is absent; its copies are still copies."""
    elders = [committed(plan) for plan in plan_alerts([rule()], [], ROUTING)]
    assert len(elders) == 1
    assert plan_alerts([rule()], elders, ROUTING) == []


@pytest.mark.parametrize(
    ("first", "age_hours", "longest", "backlog"),
    [
        (True, 25, timedelta(hours=24), True),
        (True, 23, timedelta(hours=24), False),
        (True, None, timedelta(hours=24), False),
        (True, 900, None, False),
        (True, None, timedelta(0), True),
        (False, 900, timedelta(hours=24), False),
    ],
)
def test_backlog_is_old_and_first(
    *,
    first: bool,
    age_hours: int | None,
    longest: timedelta | None,
    backlog: bool,
) -> None:
    """Only a first poll's entries can be old news, by their own date and the configured age."""
    published = None if age_hours is None else START - timedelta(hours=age_hours)
    assert is_backlog(entry(from_first_poll=first, published_at=published), longest) is backlog


def test_mentions_pass_into_the_archive() -> None:
    """Every field of a mention is kept, and a hit is one in both rooms."""
    found = Mention("hajin", "place", "هجين", "بهجين", "text", 3, 8, HIT, "deir-ez-zor")
    (kept,) = to_archive([found])
    assert kept.is_hit
    assert not to_archive([replace(found, status=NEEDS_CONTEXT)])[0].is_hit
    assert (kept.name_id, kept.surface, kept.start, kept.inside) == ("hajin", "بهجين", 3, "deir-ez-zor")
