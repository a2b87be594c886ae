"""Rules hold for what was found, name what they cover, and show their mistakes."""

from __future__ import annotations

import pytest

from tests.watchlist.world import watchlist_of
from watchlist.errors import RuleError, WatchlistError
from watchlist.mentions import Text
from watchlist.places import PlaceTree
from watchlist.rules.parser import Scope, parse_rule
from watchlist.settings import PlaceSettings

PLACES = [
    {"id": "syria", "name": "سوريا"},
    {"id": "dez", "name": "دير الزور", "within": "syria"},
    {"id": "hajin", "name": "هجين", "within": "dez"},
    {"id": "anbar", "name": "الأنبار"},
]
ACTORS = [{"id": "sdf", "name": "قسد"}, {"id": "isis", "name": "داعش"}]
SCOPE = Scope({"syria", "dez", "hajin", "sdf"}, PlaceTree([PlaceSettings(id="dez", name="x")]))


def held(when: str, text: str, *, language: str = "ar", default_rule: object = "off") -> dict[str, set[str]]:
    """What holds for a text under one rule named r, with what it covers."""
    rules = [{"id": "r", "when": when, "priority": "high"}]
    watchlist = watchlist_of({"places": PLACES, "actors": ACTORS, "rules": rules, "default_rule": default_rule})
    return {rule.rule_id: set(rule.covers) for rule in watchlist.evaluate(Text("", text, language)).held}


HOLDS = [
    ("sdf", "قسد", {"sdf"}),
    ("under:dez AND sdf", "قسد في هجين", {"hajin", "sdf"}),
    ("under:syria", "دير الزور", {"dez"}),
    ("sdf OR isis", "داعش", {"isis"}),
    ("sdf AND NOT isis", "قسد", {"sdf"}),
    ("NOT isis AND sdf", "قسد", {"sdf"}),
    ("sdf AND NOT NOT hajin", "قسد هجين", {"sdf", "hajin"}),
    ("(sdf OR isis) AND (dez OR anbar)", "داعش في الأنبار ودير الزور", {"isis", "anbar", "dez"}),
    ("sdf OR isis AND anbar", "قسد", {"sdf"}),
    ("sdf AND lang:ar", "قسد", {"sdf"}),
]

FAILS = [
    ("under:dez AND sdf", "قسد في الأنبار"),
    ("under:dez", "سوريا"),
    ("sdf AND NOT isis", "قسد وداعش"),
    ("(sdf OR isis) AND anbar", "قسد"),
    ("sdf AND lang:en", "قسد"),
    ("sdf", ""),
]


@pytest.mark.parametrize(("when", "text", "covers"), HOLDS)
def test_rule_holds(when: str, text: str, covers: set[str]) -> None:
    """A rule holds and says which of its names were found."""
    assert held(when, text) == {"r": covers}


@pytest.mark.parametrize(("when", "text"), FAILS)
def test_rule_fails(when: str, text: str) -> None:
    """A part that is missing keeps the rule from holding."""
    assert held(when, text) == {}


def test_name_outside_rules_alerts() -> None:
    """With rules, a name that no rule refers to still alerts by itself."""
    assert held("sdf AND dez", "قسد في الأنبار", default_rule="on") == {"name:anbar": {"anbar"}}


def test_every_name_alerts_without_rules() -> None:
    """A list of names alone is a useful watchlist."""
    watchlist = watchlist_of({"places": PLACES, "actors": ACTORS})
    evaluation = watchlist.evaluate(Text("قسد", "في هجين"))
    assert [(rule.rule_id, rule.priority) for rule in evaluation.held] == [
        ("name:hajin", "normal"),
        ("name:sdf", "normal"),
    ]


def test_held_back_name_holds_nothing() -> None:
    """What is held back neither alerts nor satisfies a rule."""
    doubtful = {"id": "hajin", "name": "Hajin", "names": {"ar": [{"text": "هجين", "needs": "context"}]}}
    assert watchlist_of({"places": [doubtful]}).evaluate(Text("", "بذور هجين", "ar")).held == ()


MISTAKES = [
    ("sdf AND", 7, "expected an id or an opening bracket, but the rule ends", ""),
    ("(sdf OR dez", 11, "expected AND, OR or a closing bracket, but the rule ends", ""),
    ("sdf dez", 4, "expected AND, OR or a closing bracket", ""),
    ("sdf and dez", 4, "expected AND, OR or a closing bracket", "AND, OR and NOT are written in capitals"),
    ("sdf & dez", 4, "this character has no meaning in a rule", ""),
    ("sdf OR hajn", 7, "no place or actor has this id", "did you mean 'hajin'?"),
    ("under:sdf", 6, "no place has this id", ""),
    ("NOT sdf", 0, "the rule would hold for articles without any watched name", "name one that must occur"),
    ("sdf OR NOT dez", 0, "the rule would hold for articles without any watched name", "name one that must occur"),
]


@pytest.mark.parametrize(("rule", "column", "cause", "hint"), MISTAKES)
def test_mistake_has_a_caret(rule: str, column: int, cause: str, hint: str) -> None:
    """The caret stands under the mistake, and the words are the rule language's own."""
    with pytest.raises(RuleError) as caught:
        parse_rule(rule, SCOPE)
    assert caught.value.explanation == f"{cause}\n  {rule}\n  {' ' * column}^"
    assert caught.value.hint == hint


def test_deep_brackets_are_refused() -> None:
    """A rule must not be able to exhaust the stack."""
    with pytest.raises(RuleError, match="column 51"):
        parse_rule("(" * 200 + "sdf" + ")" * 200, SCOPE)


def test_long_chains_of_not_pass() -> None:
    """NOT cancels itself instead of piling up."""
    assert parse_rule("NOT " * 900 + "sdf", SCOPE) == parse_rule("sdf", SCOPE)


def test_bad_rule_keeps_its_words() -> None:
    """What may be logged tells the rule's number, not its ids."""
    with pytest.raises(WatchlistError) as caught:
        watchlist_of({"actors": ACTORS, "rules": [{"id": "r", "when": "sdf AND canary-id"}]})
    assert str(caught.value) == "rule 1 of the watchlist: a rule cannot be read at column 9"
