"""What policy is told of an article beside its names."""

from __future__ import annotations

from dataclasses import replace

from alerts.news import Reason
from archive.changes import Change
from archive.comparisons import UNCOMPARED, Comparison
from archive.nouns import AlertPlan
from scheduler.news import beside_told, news_in
from tests.archive.world import draft
from watchlist.mentions import Evaluation

LIKE = Comparison(relation="other_facts", elder_id=7, shared=0.9, differing=("3 → 5",), told=frozenset({"hajin"}))
TEXT = draft("سقط 5 قتلى في هجين.")
FOUND = Evaluation((), ())
PLAN = AlertPlan("hajin", 1, "high", frozenset({"hajin"}), (), Reason.RESEMBLES, None, (Change("5", "3"),), 7)


def test_twin_names_what_it_resembles() -> None:
    """Its reader has had the report that it is like, and wants to know what differs."""
    news = news_in(TEXT, FOUND, LIKE)
    assert (news.resembles, news.differing) == (7, (Change("5", "3"),))
    assert news.figures is not None
    assert "5" in news.figures


def test_copy_and_what_is_like_nothing_told_resemble_nothing() -> None:
    """A reference to a report that nobody was sent would only confuse."""
    for comparison in (UNCOMPARED, replace(LIKE, joins=True), replace(LIKE, told=frozenset())):
        assert news_in(TEXT, FOUND, comparison).resembles is None
    assert news_in(TEXT, FOUND).resembles is None


def test_rule_that_was_not_told_alerts_for_the_first_time() -> None:
    """The elder was told of for another rule: of this one there is nothing to be like."""
    other = replace(PLAN, rule_id="sdf")
    decide = beside_told(lambda _: [PLAN, other, replace(other, reason=Reason.NAMES)], LIKE.told)
    told, first, names = decide(())
    assert told == PLAN
    assert (first.reason, first.resembles, first.changes) == (Reason.FIRST, None, ())
    assert names.reason == Reason.NAMES
