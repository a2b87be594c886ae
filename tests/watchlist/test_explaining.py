"""An explanation says of each mention what was taken off and what it waits for, and of each rule which part failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.watchlist.needing import hajin
from tests.watchlist.ruling import ruled
from tests.watchlist.world import watchlist_of
from watchlist.mentions import Text

if TYPE_CHECKING:
    from watchlist.explanation import Explanation, MentionReason
    from watchlist.watchlist import Watchlist

ARTICLE = Text("قسد تنفي", "وقسد في هجين وداعش قرب دير الزور", "ar")


def of_hajin(watchlist: Watchlist, text: str) -> MentionReason:
    """What is said of the first mention of Hajin."""
    return next(each for each in watchlist.explain(Text("", text)).mentions if each.mention.name_id == "hajin")


def failed(explanation: Explanation, rule_id: str = "r0") -> list[tuple[str, str]]:
    """The parts of a rule that failed, and why."""
    (rule,) = (rule for rule in explanation.rules if rule.rule_id == rule_id)
    return [(failure.part, failure.cause) for failure in rule.failures]


def test_explains_what_is_evaluated() -> None:
    """What a person is shown is what the service decided."""
    watchlist = ruled("sdf AND isis", "sdf AND army", default_rule="on")
    explanation = watchlist.explain(ARTICLE)
    assert explanation.evaluation == watchlist.evaluate(ARTICLE)
    assert tuple(each.mention for each in explanation.mentions) == explanation.evaluation.mentions
    assert [rule.rule_id for rule in explanation.rules if rule.holds] == ["r0", "name:dez", "name:hajin"]


def test_of_very_many_mentions_the_first_have_reasons() -> None:
    """A dump of 600,000 names is answered in seconds: all are evaluated, and nobody reads more than the first."""
    explanation = ruled("sdf").explain(Text("", "وقسد " * 2500))
    assert (len(explanation.mentions), len(explanation.evaluation.mentions)) == (1000, 2500)
    assert failed(explanation) == []


def test_prefix_is_told() -> None:
    """A reader sees that the و of وقسد was taken off."""
    first, second = (each for each in ruled().explain(ARTICLE).mentions if each.mention.name_id == "sdf")
    assert (first.stripped, second.stripped) == ("", "و-")


@pytest.mark.parametrize(
    ("written", "stripped"),
    [
        ("Hajin", ""),
        ("Hajin's", "-'s"),
        ("Hajin’s", "-’s"),
        ("Hajin’nin", "-’nin"),
        ("HAJIN'DEN", "-'DEN"),
        ("Hajin'", ""),
        ("'Hajin'", ""),
        ("Xi'an", ""),
        ("Xi'an's", "-'s"),
        ("Kurds'", "-s"),
        ("Каховке", "→ каховка"),
        ("в Новой Каховке", "→ новая каховка"),
        ("Каховка", ""),
        ("بهجين", "ب-"),
    ],
)
def test_ending_is_told(written: str, stripped: str) -> None:
    """A reader sees all that was taken off, or what an inflected name was read as."""
    names = {"en": ["Hajin", "Xi'an", "Kurd"], "ar": ["هجين"], "ru": ["Каховка", "Новая Каховка"]}
    watchlist = watchlist_of({"places": [{"id": "hajin", "name": "Hajin", "names": names}]})
    assert of_hajin(watchlist, f"{written} .").stripped == stripped


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ("context", "no word such as 'town'"),
        ("parent", "no place that it lies within is mentioned beyond doubt: dez, syria"),
        ("quotes", "it does not stand in quotation marks"),
        ({"count": 3}, "the article mentions it in 1 of the 3 places asked for"),
        ({"cues": ["بلدة", "ريف"], "words": 3}, "none of these stands within 3 words of it: بلدة, ريف"),
        ({"names": ["sdf"]}, "none of these is mentioned beyond doubt anywhere in the article: sdf"),
    ],
)
def test_unmet_need_is_told(needs: object, words: str) -> None:
    """Why a name was held back, in words; when it counts there is nothing to say."""
    (unmet,) = of_hajin(hajin(needs), "بذور هجين").unmet
    assert words in unmet
    assert of_hajin(hajin("nothing"), "بذور هجين").unmet == ()


def test_each_way_is_told() -> None:
    """Of several alternatives each says what it lacks; a part that is met is not complained of."""
    cue_and_quotes = {"cues": ["بذور"], "quotes": True}
    unmet = of_hajin(hajin(["parent", cue_and_quotes]), "بذور هجين").unmet
    assert [line.split(":")[0] for line in unmet] == [
        "no place that it lies within is mentioned beyond doubt",
        "it does not stand in quotation marks",
    ]


def test_excluding_phrase_is_told() -> None:
    """A name within a phrase that rules it out is explained by that phrase."""
    watchlist = hajin("nothing", unless=["سيارة هجين", "بذور هجين"])
    assert of_hajin(watchlist, "سيارة هجين").unmet == ("it stands within a phrase that rules it out: سيارة هجين",)


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("sdf AND army", [("army", "it is not mentioned")]),
        ("sdf AND NOT isis", [("NOT isis", "it is found")]),
        ("sdf NEAR/2 isis", [("sdf NEAR/2 isis", "all of it is found, but not so near")]),
        ("sdf NEAR/2 army", [("army", "it is not mentioned")]),
        ("title:isis OR army AND sdf", [("title:isis OR army AND sdf", "none of these holds")]),
        ("title:isis", [("title:isis", "it does not stand in the title")]),
        ("atleast/3 sdf", [("atleast/3 sdf", "it stands in fewer places")]),
        ("sdf AND lang:en", [("lang:en", "the article is not known to be in this language")]),
        ("sdf AND source:enab", [('source:"enab"', "the article comes from another source")]),
        ("sdf AND tag:local", [('tag:"local"', "the article's source has no such tag")]),
        ('sdf AND "معبر مغلق"', [('"معبر مغلق"', "this is not written in the article")]),
        ("sdf AND مليش*", [("مليش*", "no word of the article begins so")]),
        ("sdf AND under:anbar", [("under:anbar", "no watched place in it is mentioned beyond doubt")]),
    ],
)
def test_failed_part_is_told(rule: str, parts: list[tuple[str, str]]) -> None:
    """The smallest part that keeps a rule from holding, as its writer would write it."""
    assert failed(ruled(rule).explain(ARTICLE)) == parts


def test_rule_over_what_is_held_back() -> None:
    """A missed alert is most often a name held back: its rules are shown although nothing sure speaks for them."""
    place = {"id": "hajin", "name": "هجين", "names": {"ar": [{"text": "هجين", "needs": "quotes"}]}}
    ruled_place = watchlist_of({"places": [place], "rules": [{"id": "r0", "when": "hajin"}]})
    cause = "each mention of it is held back or part of a longer name"
    assert failed(ruled_place.explain(Text("", "بذور هجين"))) == [("hajin", cause)]
    assert failed(watchlist_of({"places": [place]}).explain(Text("", "بذور هجين")), "name:hajin") == [("hajin", cause)]


def test_name_without_rule() -> None:
    """With ``default_rule: off`` a name that no rule speaks of never alerts, and that is said."""
    assert failed(ruled("sdf").explain(ARTICLE), "name:isis") == [
        ("isis", "default_rule is off, and no rule speaks of it")
    ]
