"""What a copy tells that is new: names, figures, corrections."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.news import MOST_FIGURES, News, Reason, news_of, without_figures
from alerts.policy import plan_alerts
from archive.changes import Change
from tests.alerts.test_policy import ROUTING, committed, rule
from watchlist.mentions import HIT, Evaluation, HeldRule, Mention

if TYPE_CHECKING:
    from archive.nouns import Alert, AlertPlan

BOMB = "A car bomb exploded in Hajin."
NAMES = st.frozensets(st.sampled_from(["hajin", "sdf", "دير-الزور", "raqqa"]), min_size=1)
FIGURES = st.frozensets(st.sampled_from(["3", "5", "12", "300"]))
COPIES = st.lists(st.tuples(NAMES, FIGURES, FIGURES), min_size=1, max_size=6)


def figures_of(text: str) -> frozenset[str]:
    """The digits of a text."""
    return frozenset(re.findall("[0-9]+", text))


def telling(*beside: str, elsewhere: str = "") -> News:
    """An article that tells these figures beside the names of the rule, and others elsewhere."""
    return News(frozenset(beside) | figures_of(elsewhere), {"fighting": frozenset(beside)})


def adding(*beside: str, rule_id: str = "fighting") -> News:
    """The same in a later item of its outlet, with a sentence more."""
    return replace(telling(*beside), added={rule_id: (BOMB,)})


def told(news: News, *covers: str, elders: tuple[Alert, ...] = ()) -> list[AlertPlan]:
    """What is planned for an article that names these."""
    return plan_alerts([rule(*covers)], elders, ROUTING, news)


def first(news: News, *covers: str) -> tuple[Alert, ...]:
    """The alert of a group's first article."""
    return tuple(map(committed, told(news, *covers)))


OLD = first(News(), "hajin")
THREE = first(telling("3", elsewhere="40"), "hajin")


@pytest.mark.parametrize(
    ("elders", "covers", "news", "reason", "changes"),
    [
        ((), ["hajin"], telling("3"), Reason.FIRST, ()),
        (THREE, ["hajin"], telling("3"), None, ()),
        (THREE, ["hajin"], telling("40"), None, ()),
        (THREE, ["hajin"], telling("3", elsewhere="7"), None, ()),
        (THREE, ["hajin"], telling("3", "12", "7", elsewhere="40"), Reason.FIGURES, ("7", "12")),
        (THREE, ["hajin"], telling("5", elsewhere="40"), Reason.FIGURES, ("3 → 5",)),
        (THREE, ["hajin", "sdf"], telling("5"), Reason.NAMES, ("sdf",)),
        (THREE, ["hajin"], News(), None, ()),
        (OLD, ["hajin"], telling("5"), None, ()),
        (OLD, ["hajin", "sdf"], telling("5"), Reason.NAMES, ("sdf",)),
        ((*OLD, *THREE), ["hajin"], telling("5"), None, ()),
        (
            (),
            ["hajin"],
            News(resembles=9, differing=(Change("البوكمال", "هجين"),)),
            Reason.RESEMBLES,
            ("هجين → البوكمال",),
        ),
        (THREE, ["hajin"], adding("3"), Reason.ADDED, (BOMB,)),
        (THREE, ["hajin"], adding("3", rule_id="other"), None, ()),
        (THREE, ["hajin"], adding("5", "3"), Reason.FIGURES, ("40 → 5",)),
        (THREE, ["hajin", "sdf"], adding("3"), Reason.NAMES, ("sdf",)),
        (OLD, ["hajin"], adding("3"), Reason.ADDED, (BOMB,)),
        ((), ["hajin"], adding("3"), Reason.FIRST, ()),
        (THREE, ["hajin"], News(revised=Reason.CORRECTED), Reason.CORRECTED, ()),
        (THREE, ["hajin", "sdf"], News(revised=Reason.RETRACTED), Reason.RETRACTED, ("sdf",)),
        (THREE, ["hajin"], News(revised=Reason.RETRACTED, notice="سحب الخبر"), Reason.RETRACTED, ()),
        ((), ["hajin"], News(revised=Reason.CORRECTED), Reason.CORRECTED, ()),
    ],
)
def test_reason_is_what_is_new(
    elders: tuple[Alert, ...], covers: list[str], news: News, reason: Reason | None, changes: tuple[str, ...]
) -> None:
    """Names go before figures; figures of an alert that told none are not known, so an upgrade floods nobody."""
    plans = told(news, *covers, elders=elders)
    assert [(plan.reason, tuple(map(str, plan.changes))) for plan in plans] == (
        [] if reason is None else [(reason, changes)]
    )


def test_article_without_figures_hides_none() -> None:
    """An alert that told no figure is not one whose figures are unknown."""
    (plan,) = told(telling("5"), "hajin", elders=first(telling(), "hajin"))
    assert plan.changes == (Change("5"),)


@pytest.mark.parametrize(("told_before", "copies", "is_new"), [("42", "10+", False), ("42", "100+", True)])
def test_size_of_a_known_number_is_no_news(told_before: str, copies: str, is_new: bool) -> None:  # noqa: FBT001 - a table
    """One outlet has the list, another says dozens; hundreds would be another thing."""
    plans = told(telling(copies), "hajin", elders=first(telling(told_before), "hajin"))
    assert bool(plans) is is_new


def test_resembled_article_is_named_once() -> None:
    """A later copy of a text that resembled another is a copy, told for what it adds."""
    elders = first(News(resembles=9), "hajin")
    assert elders[0].resembles == 9
    (plan,) = told(News(resembles=9), "hajin", "sdf", elders=elders)
    assert (plan.reason, plan.resembles) == (Reason.NAMES, None)


def test_retraction_reaches_who_was_told() -> None:
    """A text that was taken back may hold none of the words any more; those who heard of them must hear of that."""
    (plan,) = plan_alerts([], THREE, ROUTING, News(revised=Reason.RETRACTED))
    assert (plan.rule_id, plan.revision, plan.covers, plan.priority) == ("fighting", 2, {"hajin"}, "high")


def test_reading_again_tells_no_figures() -> None:
    """What a second reading of the same article adds are its own words, not another item's news."""
    assert told(without_figures(telling("5")), "hajin", elders=THREE) == []
    assert told(without_figures(adding("5")), "hajin", elders=THREE) == []


def test_correction_names_the_report() -> None:
    """Whoever reads it sees which one; what differs is shown too."""
    news = News(revised=Reason.CORRECTED, notice="تصحيح: 5", resembles=9, differing=(Change("5", "3"),))
    (plan,) = told(news, "hajin", elders=THREE)
    assert (plan.notice, plan.resembles, plan.changes) == ("تصحيح: 5", 9, (Change("5", "3"),))
    (plan,) = told(replace(adding("3"), notice="x"), "hajin", elders=THREE)
    assert plan.notice == ""


@given(COPIES)
def test_everything_beside_a_name_is_told(copies: list[tuple[frozenset[str], frozenset[str], frozenset[str]]]) -> None:
    """Whatever the order of copies: each name and each figure beside it is told of, none is told twice."""
    elders: tuple[Alert, ...] = ()
    for covers, beside, elsewhere in copies:
        news = News(beside | elsewhere, {"fighting": beside})
        elders += tuple(map(committed, told(news, *covers, elders=elders)))
        assert told(news, *covers, elders=elders) == []
    assert frozenset().union(*(alert.covers for alert in elders)) == frozenset().union(*(copy[0] for copy in copies))
    assert frozenset().union(*(copy[1] for copy in copies)) <= frozenset().union(
        *(alert.figures or () for alert in elders)
    )
    assert [alert.revision for alert in elders] == list(range(1, len(elders) + 1))


@given(COPIES, NAMES, FIGURES)
def test_copy_silences_only_what_it_covers(
    copies: list[tuple[frozenset[str], frozenset[str], frozenset[str]]], covers: frozenset[str], beside: frozenset[str]
) -> None:
    """However many copies came before: an article that tells what none of their alerts did is not silent."""
    elders: tuple[Alert, ...] = ()
    for names, near, elsewhere in copies:
        elders += tuple(map(committed, told(News(near | elsewhere, {"fighting": near}), *names, elders=elders)))
    known = frozenset[str]().union(*(alert.covers | (alert.figures or frozenset()) for alert in elders))
    is_silent = told(News(beside, {"fighting": beside}), *covers, elders=elders) == []
    assert is_silent == (covers | beside <= known)


RULES = (HeldRule("fighting", "high", frozenset({"هجين"})),)


def mention_at(body: str, start: int) -> Mention:
    """A watched name in a text."""
    return Mention("هجين", "place", "هجين", "هجين", "text", start, start + 4, HIT)


def evaluation(title: str, body: str, *names: str) -> Evaluation:
    """The names found wherever they stand first, and a rule about all of them."""
    found = [
        Mention(name, "place", name, name, field, text.index(name), text.index(name) + len(name), HIT)
        for name in names
        for field, text in (("title", title), ("text", body))
        if name in text
    ]
    return Evaluation(tuple(found), (HeldRule("fighting", "high", frozenset(names)),))


@pytest.mark.parametrize(
    ("title", "body", "beside"),
    [
        ("عاجل 9", "قتل 3 في هجين. وجرح 12 في الرقة! بلغ السعر 300", {"3"}),
        ("هجين: 9 قتلى", "وجرح 12 في الرقة", {"9"}),
        ("خبر", "في هجين؟ نعم، 3.5 كيلومتر", frozenset()),
        ("خبر", "2 killed\nNear هجين 3.5 km off", {"3", "5"}),
        ("خبر", "هجين", frozenset()),
        ("", "", frozenset()),
    ],
)
def test_figures_stand_with_names(title: str, body: str, beside: set[str]) -> None:
    """Only the sentence of a watched name, or the title that has one, speaks of it."""
    news = news_of(title, body, evaluation(title, body, "هجين"), figures_of)
    assert news.beside == {"fighting": beside}
    assert news.figures == figures_of(f"{title} {body}")


def test_sentences_of_names_may_be_new() -> None:
    """Those that a rule's names stand in are asked about, each once; three are told."""
    body = f"{'هجين. ' * 3}قسد في الرقة. دخلت قسد هجين. " + " ".join(f"هجين {number}." for number in range(9))
    asked: list[str] = []

    def is_new(sentence: str) -> bool:
        asked.append(sentence)
        return sentence.strip() != "هجين."

    found = [mention_at(body, match.start()) for match in re.finditer("هجين", body)]
    news = news_of("", body, Evaluation(tuple(found), RULES), figures_of, is_new)
    assert news.added == {"fighting": ("دخلت قسد هجين.", "هجين 0.", "هجين 1.")}
    assert len(asked) == len(set(asked)) < 6
    assert news_of("", body, Evaluation(tuple(found), RULES), figures_of).added == {}


@pytest.mark.parametrize(
    ("known", "size", "is_told"),
    [
        ("12", "10+", False),
        ("10+", "10+", False),
        ("99", "10+", False),
        ("9", "10+", True),
        ("100", "10+", True),
        ("10+", "100+", True),
        ("10+", "12", True),
    ],
)
def test_size_of_a_number_that_was_told_is_no_news(known: str, size: str, *, is_told: bool) -> None:
    """Dozens after twelve are less; dozens that have become hundreds, or are counted by now, are more."""
    assert bool(told(telling(size), "hajin", elders=first(telling(known), "hajin"))) is is_told


def test_tables_have_no_figures() -> None:
    """A page of prices is not told again for each of them."""
    body = " ".join(map(str, range(MOST_FIGURES + 1)))
    assert news_of("", f"هجين {body}", evaluation("", "هجين", "هجين"), figures_of) == News()
