"""Names that are everyday words are pointed out, with the figure and what to do, and never more than that."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.watchlist.world import watchlist_of
from watchlist.ambiguity import PlaceFacts, is_ambiguous
from watchlist.doubts import MOST_DOUBTS, doubts
from watchlist.mentions import Text
from watchlist.problem import Problem, Severity
from watchlist.settings import WatchlistSettings
from watchlist.word_frequency import languages


def doubted(*entities: dict[str, object], kind: str = "places") -> list[Problem]:
    """What is doubted about these places."""
    return doubts(WatchlistSettings.model_validate({kind: entities}))


def place(names: dict[str, list[object]], **facts: object) -> dict[str, object]:
    """A place of these names."""
    return {"id": "place", "name": "-", "names": names, **facts}


def test_everyday_word_is_pointed_out() -> None:
    """Which name, why, how often, and both ways to answer."""
    (problem,) = doubted(place({"ar": ["مدينة هجين", "هجين"]}))
    assert problem == Problem(
        ("places", 0, "names", "ar", 1),
        "'هجين' is a common word (ar: 2 in a million, Zipf 3.4); it may mean something else too",
        "add `needs: context`, or `needs: nothing` if this is always meant",
        Severity.WARNING,
    )


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("هجين", "ar"),
        ("هَجين", "ar"),
        ("الباب", "ar"),
        ("الدوله", "ar"),
        ("شهر", "fa"),
        ("ארץ", "he"),
        ("Том", "ru"),
        ("Рада", "uk"),
        ("Dünya", "tr"),
        ("DEVLET", "tr"),
        ("Est", "fr"),
        ("Reading", "en"),
        ("Who", "en-GB"),
        ("الدولة", "und"),
        ("Том", "und"),
    ],
)
def test_word_of_its_language_is_ambiguous(name: str, language: str) -> None:
    """Found as the matcher finds it: without vowel signs, accents, capitals."""
    assert is_ambiguous(name, language)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("قسد", "ar"),
        ("دير الزور", "ar"),
        ("Al-Bab", "en"),
        ("Hajin", "en"),
        ("IS", "en"),
        ("РАН", "ru"),
        ("Wan", "ku"),
        ("Bajar", "kmr"),
        ("هەولێر", "ckb"),
        ("Bab", "xx"),
        ("大", "und"),
        ("!", "ar"),
    ],
)
def test_other_names_are_not_judged_so(name: str, language: str) -> None:
    """Rare words, names of several words, capitals that are required, languages whose words nobody has counted."""
    assert not is_ambiguous(name, language)


@pytest.mark.parametrize(
    ("facts", "ambiguous"),
    [
        (PlaceFacts(), True),
        (PlaceFacts(population=99_999), True),
        (PlaceFacts(population=100_000), False),
        (PlaceFacts(seat=True), False),
    ],
)
def test_known_place_needs_no_context(facts: PlaceFacts, *, ambiguous: bool) -> None:
    """السويداء is an everyday word of the news because it is a governorate."""
    assert is_ambiguous("السويداء", "ar", facts) is ambiguous


def test_facts_are_in_the_entry() -> None:
    """What the import writes, and what an owner may write."""
    names: dict[str, list[object]] = {"ar": ["السويداء"]}
    assert len(doubted(place(names))) == 1
    assert doubted(place(names, seat=True)) == doubted(place(names, population=150_000)) == []


@pytest.mark.parametrize(
    "answer",
    [{"needs": "nothing"}, {"needs": "context"}, {"needs": {"quotes": True}}, {"unless": ["سيارة هجين"]}],
)
def test_answer_is_taken(answer: dict[str, object]) -> None:
    """An owner who has thought about a name is not asked again."""
    assert doubted(place({"ar": [{"text": "هجين", **answer}]})) == []


def test_exact_name_is_held_against_its_spelling() -> None:
    """With exact letters or capitals a name is not taken for a word that is written otherwise."""
    assert len(doubted(place({"tr": ["Siir"], "en": ["WHO"]}))) == 2
    assert doubted(place({"tr": [{"text": "Siir", "exact": True}], "en": [{"text": "WHO", "case": "exact"}]})) == []


def test_spelling_is_reported_once() -> None:
    """Where the same name is a word in two languages, the one in which it is commoner is named."""
    (problem,) = doubted(place({"tr": ["Est"], "en": ["Est"], "fr": ["Est"]}))
    assert problem.path == ("places", 0, "names", "fr", 0)
    (persian,) = doubted(place({"fa": ["شهر"], "ar": ["شهر"]}))
    assert persian.message.startswith("'شهر' is a common word")


def test_entity_without_names_is_judged_by_its_script() -> None:
    """It is looked for by what it is called."""
    (problem,) = doubted({"id": "x", "name": "الدولة"}, kind="actors")
    assert problem.path == ("actors", 0, "name")


def test_long_report_ends_with_a_number() -> None:
    """Nobody reads three thousand lines."""
    found = doubted(*({"id": f"p{at}", "name": "هجين"} for at in range(MOST_DOUBTS + 50)))
    assert len(found) == MOST_DOUBTS + 1
    assert found[-1].message == "50 more names are common words"


def test_doubt_changes_nothing() -> None:
    """The name alerts as before: nobody guesses for the owner."""
    names: dict[str, list[object]] = {"ar": ["هجين"]}
    assert doubted(place(names))
    assert [m.status for m in watchlist_of({"places": [place(names)]}).match(Text("", "بذور هجين"))] == ["hit"]


def test_kurdish_is_not_counted() -> None:
    """Should the lists ever learn Kurdish, the manual must say so."""
    assert languages().isdisjoint({"ku", "kmr", "ckb"})
    assert {"ar", "fa", "he", "tr", "ru", "uk", "fr", "en"} <= languages()


def test_matching_never_loads_the_lists() -> None:
    """Half a second and 25 MB that no matcher process should pay."""
    code = (
        "import sys; from watchlist.check import problems; from watchlist.watchlist import Watchlist; "
        "from watchlist.settings import WatchlistSettings as S; "
        "s = S.model_validate({'places': [{'id': 'a', 'name': 'هجين'}]}); problems(s); Watchlist.from_settings(s); "
        "sys.exit('wordfreq' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
