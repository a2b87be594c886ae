"""The check of names: those that are never found, or everywhere, or ask for what there is not."""

from __future__ import annotations

import pytest

from tests.watchlist.world import checked
from watchlist.problem import Severity

DEZ = {"id": "dez", "name": "دير الزور"}


def of_name(**name: object) -> list[tuple[object, str, str]]:
    """What is said about a name of a place within another: last step of the path, message, hint."""
    hajin = {"id": "hajin", "name": "Hajin", "names": {"ar": [{"text": "مدينة هجين", **name}]}, "within": "dez"}
    return [(problem.path[-1], problem.message, problem.hint) for problem in checked(places=[DEZ, hajin])]


@pytest.mark.parametrize(
    "needs",
    [
        "nothing",
        "context",
        "parent",
        "quotes",
        {"count": 2},
        {"names": ["dez"], "words": 5},
        ["parent", {"cues": ["جيب"]}],
    ],
)
def test_sound_needs_pass(needs: object) -> None:
    """Every form of it."""
    assert of_name(needs=needs, unless=["حارة مدينة هجين"]) == []


def test_parent_of_what_lies_nowhere_is_found() -> None:
    """Such a name would never count."""
    place = {"id": "x", "name": "x", "names": {"ar": [{"text": "هجين", "needs": ["quotes", "parent"]}]}}
    for kind, hint in (("places", "give it `within`"), ("actors", "take `context`, or name the place in `names`")):
        (problem,) = checked(**{kind: [place]})
        assert (problem.path[-1], problem.hint, problem.severity) == ("needs", hint, Severity.ERROR)


def test_unknown_id_is_named() -> None:
    """A slip in an id names the nearest."""
    assert of_name(needs={"names": ["dezz"]}) == [
        ("needs", "no place or actor has the id 'dezz'", "did you mean 'dez'?")
    ]


def test_empty_phrase_is_found() -> None:
    """Signs alone are never found in a text."""
    said = "a phrase has no letter or digit, so it is never found"
    assert [each[:2] for each in of_name(needs={"cues": ["…"]}, unless=["!"])] == [("needs", said), ("unless", said)]


@pytest.mark.parametrize("phrase", ["هجين", "مدينة هجين", "مدينه هَجين"])
def test_phrase_within_the_name_is_found(phrase: str) -> None:
    """It would hold the name back wherever it stands."""
    assert [each[0] for each in of_name(unless=[phrase])] == ["unless"]


def test_shared_name_is_answered_once() -> None:
    """Whoever has said which of the two is doubtful is not asked again."""
    for needs in ("context", "nothing"):
        doubtful = {"id": "b", "name": "b", "names": {"ar": [{"text": "الرقه", "needs": needs}]}}
        plain = {"id": "a", "name": "الرقة"}
        assert checked(places=[plain, doubtful]) == checked(places=[doubtful, plain]) == []


def test_confirmed_letter_passes() -> None:
    """`needs: nothing` says that it is meant."""
    assert checked(actors=[{"id": "x", "name": "x", "names": {"en": [{"text": "X", "needs": "nothing"}]}}]) == []


def test_names_shared_by_two_are_one_finding() -> None:
    """Two towns of one name share it in every language; a line for each would fill the screen with one question."""
    first = {"id": "a", "name": "A", "names": {"ar": ["الرقة", "الرقه البيضاء"], "en": ["Raqqa"]}}
    second = {"id": "b", "name": "B", "names": {"ar": ["مدينة", "الرقه", "الرقة البيضاء"], "en": ["Raqqa"]}}
    (problem,) = checked(places=[first, second])
    assert problem.path == ("places", 1, "names", "ar", 1)
    assert problem.message == (
        "names.ar number 2, names.ar number 3, names.en: 'a' has these names too: a mention counts for both"
    )


def test_many_shared_names_are_counted() -> None:
    """The line stays readable; two owners are two questions."""
    several = {"ar": ["الرقة"], "en": [f"Raqqa {each}" for each in "ABCDEF"]}
    others = [{"id": "a", "name": "A", "names": several}, {"id": "b", "name": "B", "names": {"tr": ["Rakka"]}}]
    found = checked(places=[*others, {"id": "c", "name": "C", "names": {**several, "tr": ["Rakka"]}}])
    assert [problem.message.partition(" too")[0] for problem in found] == [
        f"names.ar, {', '.join(f'names.en number {each}' for each in (1, 2, 3, 4))} and 2 more: 'a' has these names",
        "names.tr: 'b' has this name",
    ]
