"""Rules hold for what was found, where they ask for it, and name what they cover."""

from __future__ import annotations

import pytest

from tests.watchlist.ruling import ACTORS, PLACES, ruled
from tests.watchlist.world import watchlist_of
from watchlist.mentions import Text


def held(when: str, text: str | Text, *, default_rule: object = "off") -> dict[str, set[str]]:
    """What holds for an article under one rule named r0, with what it covers."""
    article = Text("", text, "ar") if isinstance(text, str) else text
    return {rule.rule_id: set(rule.covers) for rule in ruled(when, default_rule=default_rule).evaluate(article).held}


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
    # circles
    ("within:50km@34.69,40.83", "هجين", {"hajin"}),
    ("within:100km@34.69,40.83 AND sdf", "قسد في دير الزور", {"dez", "sdf"}),
    # phrases and wildcards
    ('sdf AND "هجوم"', "هجوم قسد", {"sdf"}),
    ('sdf AND "هجوم مسلح"', "قسد: بهجوم “مسلّح”", {"sdf"}),
    ('"car bomb"', "Car Bomb", set()),
    ("sdf AND هجوم*", "قسد بعد الهجوم وهجومين", {"sdf"}),
    ('sdf AND ("قصف" OR "القصف")', "قسد تنسحب وبالقصف تهدد", {"sdf"}),
    ("sdf AND (هجوم* OR الهجوم*)", "قسد تستعد للهجومات", {"sdf"}),
    ("milit* AND army", "the Army and its MILITIAS", {"army"}),
    # distance
    ("sdf NEAR/1 isis", "داعش قسد", {"sdf", "isis"}),
    ("sdf NEAR/3 isis", "قسد على مواقع داعش", {"sdf", "isis"}),
    ("sdf ONEAR/3 isis", "قسد على مواقع داعش", {"sdf", "isis"}),
    ("sdf NEAR/2 dez", "دير الزور ثم قسد", {"sdf", "dez"}),
    ('sdf NEAR/3 ("هجوم" OR قصفت*)', "قسد تحت القصف وهجوم", {"sdf"}),
    ("sdf ONEAR/1 isis ONEAR/1 hajin", "قسد داعش هجين", {"sdf", "isis", "hajin"}),
    ("sdf NEAR/1 sdf", "قسد قسد", {"sdf"}),
    ("(sdf NEAR/1 isis) NEAR/1 hajin", "هجين داعش قسد", {"sdf", "isis", "hajin"}),
    ("sdf AND NOT (sdf NEAR/1 isis)", "قسد ضد داعش", {"sdf"}),
    # how often
    ("atleast/3 sdf", "قسد قسد قسد", {"sdf"}),
    ("atleast/3 (sdf OR isis)", "قسد قسد داعش", {"sdf", "isis"}),
    ("atleast/2 under:dez", "هجين في دير الزور", {"hajin", "dez"}),
    # fields
    ("lead:sdf", "كلمة " * 99 + "قسد", {"sdf"}),
]

FAILS = [
    ("under:dez AND sdf", "قسد في الأنبار"),
    ("under:dez", "سوريا"),
    ("sdf AND NOT isis", "قسد وداعش"),
    ("(sdf OR isis) AND anbar", "قسد"),
    ("sdf AND lang:en", "قسد"),
    ("sdf AND lang:ara", "قسد"),
    ("sdf", ""),
    ("within:50km@34.69,40.83", "دير الزور في سوريا"),
    ("within:2000km@34.69,40.83", "الأنبار"),
    ('sdf AND "هجوم مسلح"', "قسد: هجوم، مسلح"),
    ("sdf AND هجومي*", "قسد: الهجوم"),
    ('sdf AND "قصف"', "قسد تحت القصف"),
    ("sdf AND هجوم*", "قسد تصد الهجوم"),
    ("sdf NEAR/2 isis", "قسد على مواقع داعش"),
    ("sdf ONEAR/9 isis", "داعش قسد"),
    ("sdf NEAR/9 sdf", "قسد"),
    ('hajin NEAR/9 "مدينة هجين"', "مدينة هجين"),
    ("sdf ONEAR/2 isis ONEAR/2 hajin", "قسد هجين داعش"),
    ("sdf AND NOT (sdf NEAR/2 isis)", "قسد ضد داعش ... وقسد"),
    ("atleast/3 sdf", "قسد قسد"),
    ("lead:sdf", "كلمة " * 100 + "قسد"),
]


@pytest.mark.parametrize(("when", "text", "covers"), HOLDS)
def test_rule_holds(when: str, text: str, covers: set[str]) -> None:
    """A rule holds and says which of its names were found."""
    assert held(when, text) == {"r0": covers}


@pytest.mark.parametrize(("when", "text"), FAILS)
def test_rule_fails(when: str, text: str) -> None:
    """A part that is missing keeps the rule from holding."""
    assert held(when, text) == {}


FIELDS = [
    ("title:sdf", True),
    ("title:isis", False),
    ("title:(sdf AND isis)", False),
    ("title:(sdf AND NOT isis)", True),
    ('title:"هجوم"', True),
    ("title:هجوم*", True),
    ("title:under:dez", False),
    ("lead:under:dez", True),
    ("lead:sdf", False),
    ("lead:(isis NEAR/2 hajin)", True),
    ("sdf NEAR/500 isis", False),
    ("title:atleast/2 sdf", False),
    ("atleast/2 title:(sdf OR isis)", False),
    ('title:sdf NEAR/1 "هجوم"', True),
]


@pytest.mark.parametrize(("when", "holds"), FIELDS)
def test_rules_ask_about_fields(when: str, holds: bool) -> None:  # noqa: FBT001 - what is to be seen
    """A headline is not the text: distances end with a field, and title: and lead: ask about theirs alone."""
    assert bool(held(f"({when}) AND isis", Text("هجوم قسد", "داعش في هجين", "ar"))) is holds


ORIGINS = [
    ("source:enabbaladi.net", True),
    ("source:ENABBALADI.net", True),
    ("source:net", True),
    ("source:baladi.net", False),
    ('source:"عنب بلدي"', True),
    ("source:عنب", False),
    ("tag:Syria", True),
    ("tag:syr", False),
    ('tag:"دير الزور"', True),
    ("lang:ar", True),
    ("lang:AR-sy", True),
    ("lang:ar-iq", False),
]


@pytest.mark.parametrize(("when", "holds"), ORIGINS)
def test_rules_ask_where_an_article_comes_from(when: str, holds: bool) -> None:  # noqa: FBT001 - what is to be seen
    """A source is called by its host, by a host above it, or by its name; a tag by its name."""
    article = Text("", "قسد", "ar-SY", ("www.enabbaladi.net", "عنب بلدي"), ("syria", "دير الزور"))
    assert bool(held(f"sdf AND {when}", article)) is holds


def test_phrases_are_no_mentions() -> None:
    """Rules look for them; alerts mark names."""
    evaluation = ruled('"هجوم" AND sdf').evaluate(Text("", "هجوم قسد", "ar"))
    assert [mention.name_id for mention in evaluation.mentions] == ["sdf"]
    assert ruled('"هجوم" AND sdf').match(Text("", "هجوم قسد", "ar")) == evaluation.mentions


def test_phrase_leaves_names_their_own() -> None:
    """A phrase around a name neither swallows it nor is swallowed by one."""
    assert held('hajin AND "مدينة هجين" AND "الزور"', "مدينة هجين في دير الزور") == {"r0": {"hajin"}}


def test_name_outside_rules_alerts() -> None:
    """With rules, a name that no rule refers to still alerts by itself."""
    assert held("sdf AND dez", "قسد في الأنبار", default_rule="on") == {"name:anbar": {"anbar"}}


@pytest.mark.parametrize("region", ["under:dez", "within:50km@34.69,40.83", "NOT under:dez"])
def test_places_of_a_region_are_referred_to(region: str) -> None:
    """A rule about a province speaks of all its villages, so they do not alert by themselves."""
    text = "هجين والأنبار"
    assert held(f"isis AND {region}", text, default_rule="on") == {"name:anbar": {"anbar"}}


def test_every_name_alerts_without_rules() -> None:
    """A list of names alone is a useful watchlist."""
    evaluation = watchlist_of({"places": PLACES, "actors": ACTORS}).evaluate(Text("قسد", "في هجين"))
    assert [(rule.rule_id, rule.priority) for rule in evaluation.held] == [
        ("name:hajin", "normal"),
        ("name:sdf", "normal"),
    ]


def test_held_back_name_holds_nothing() -> None:
    """What is held back neither alerts nor satisfies a rule; a rule that says NOT holds all the same."""
    doubtful = {"id": "hajin", "name": "Hajin", "names": {"ar": [{"text": "هجين", "needs": "context"}]}}
    rules = [{"id": "r", "when": '"بذور" AND hajin'}, {"id": "not", "when": '"بذور" AND NOT hajin'}]
    evaluation = watchlist_of({"places": [doubtful], "rules": rules}).evaluate(Text("", "بذور هجين", "ar"))
    assert [rule.rule_id for rule in evaluation.held] == ["not"]


def test_name_inside_a_longer_one_holds_nothing() -> None:
    """سوريا inside قوات سوريا الديمقراطية is not Syria, for NEAR neither."""
    forces = {"id": "forces", "name": "قوات سوريا الديمقراطية"}
    rules = [{"id": "r", "when": "syria"}, {"id": "near", "when": "syria NEAR/9 isis"}]
    watchlist = watchlist_of({"places": PLACES, "actors": [*ACTORS, forces], "rules": rules, "default_rule": "off"})
    assert watchlist.evaluate(Text("", "قوات سوريا الديمقراطية وداعش", "ar")).held == ()


def test_rules_keep_the_order_of_the_list() -> None:
    """However they are indexed, the first written is the first told."""
    evaluation = ruled("sdf OR isis", "isis", "sdf AND isis", "sdf").evaluate(Text("", "قسد وداعش", "ar"))
    assert [rule.rule_id for rule in evaluation.held] == ["r0", "r1", "r2", "r3"]


def test_places_that_lie_within_each_other_end() -> None:
    """A circle in the tree is a mistake that the check tells; matching ends all the same."""
    places = [{"id": "a", "name": "سوريا", "within": "b"}, {"id": "b", "name": "العراق", "within": "a"}]
    watchlist = watchlist_of({"places": places, "rules": [{"id": "r", "when": "under:b"}]})
    assert [rule.rule_id for rule in watchlist.evaluate(Text("", "سوريا", "ar")).held] == ["r"]


def test_huge_article_is_judged_in_time() -> None:
    """A text that repeats names without end must not hold the matcher up."""
    text = Text("", "قسد داعش هجين " * 3_000, "ar")
    when = "(sdf NEAR/500 isis) NEAR/500 (isis ONEAR/500 hajin) AND atleast/1000 sdf"
    assert [rule.rule_id for rule in ruled(when).evaluate(text).held] == ["r0"]
