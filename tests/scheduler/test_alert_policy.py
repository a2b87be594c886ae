"""One policy of alerts for all that commit an entry's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from alerts.news import News
from alerts.routing import Recipient, Routing
from archive.comparisons import Comparison
from archive.pending_entries import bare_link, pending_entry
from scheduler.alert_policy import policy_by, weighed
from tests.archive.world import NOON, draft
from watchlist.mentions import Evaluation, HeldRule

if TYPE_CHECKING:
    from archive.nouns import Entry

ROUTING = Routing(Recipient("operator", "operator@example.org", "ar", ZoneInfo("UTC")))
HELD = Evaluation((), (HeldRule("fighting", "high", frozenset({"hajin"})),))


def old_entry() -> Entry:
    """News of two days ago that came with a feed's first poll."""
    new = replace(bare_link("", "قصف على هجين"), published_at=NOON - timedelta(days=2))
    return pending_entry(new, NOON, entry_id=1, feed_id=1, from_first_poll=True)


@pytest.mark.parametrize(("longest_age", "alerts"), [(timedelta(days=1), 0), (timedelta(days=3), 1), (None, 1)])
def test_backlog_tells_nobody(longest_age: timedelta | None, alerts: int) -> None:
    """However its text is committed: new, edited or read again."""
    policy = policy_by(lambda: ROUTING, lambda: longest_age)
    assert len(policy(old_entry(), HELD, News())(())) == alerts


def test_policy_is_asked_of_what_is_in_force() -> None:
    """A configuration that changes holds for the next article."""
    ages: list[timedelta | None] = [timedelta(), None]
    policy = policy_by(lambda: ROUTING, lambda: ages[0])
    assert not policy(old_entry(), HELD, News())(())
    del ages[0]
    assert policy(old_entry(), HELD, News())(())


async def test_what_is_no_news_is_weighed_away() -> None:
    """A text that is read again tells its figures to nobody."""
    policy = policy_by(lambda: ROUTING, lambda: None)
    read = draft("قتل سبعة أشخاص في هجين.")
    new = await weighed(policy, old_entry(), read, HELD, Comparison())
    again = await weighed(policy, old_entry(), read, HELD, Comparison(), weigh=lambda _: News())
    assert [bool(plan.figures) for decide in (new, again) for plan in decide(())] == [True, False]
