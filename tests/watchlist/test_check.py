"""The check names what is wrong, where, and what is nearest to it."""

from __future__ import annotations

from tests.watchlist.world import checked
from watchlist.check import MOST_PROBLEMS
from watchlist.problem import Severity


def place(place_id: str, name: str | None = None, within: str | None = None) -> dict[str, object]:
    """A place in a line."""
    return {"id": place_id, "name": name or place_id, "within": within}


def test_sound_list_has_none() -> None:
    """No news is good news."""
    rules = [{"id": "r", "when": "under:dez"}]
    assert checked(places=[place("dez", "دير الزور"), place("hajin", "هجين", "dez")], rules=rules) == []


def test_unknown_outer_place_is_named() -> None:
    """A slip in `within` names the nearest valid id."""
    (problem,) = checked(places=[place("deir-ez-zor"), place("hajin", within="deir-ezzor")])
    assert problem.path == ("places", 1, "within")
    assert problem.hint == "did you mean 'deir-ez-zor'?"


def test_taken_id_is_found() -> None:
    """Ids are unique over places and actors."""
    (problem,) = checked(places=[place("sdf", "xy")], actors=[{"id": "sdf", "name": "قسد"}])
    assert (problem.path, problem.hint) == (("actors", 0, "id"), "places number 1 has it")


def test_taken_rule_id_is_found() -> None:
    """Two rules of one id could not be told apart in alerts."""
    rules = [{"id": "r", "when": "dez"}, {"id": "r", "when": "dez"}]
    assert [problem.path for problem in checked(places=[place("dez")], rules=rules)] == [("rules", 1, "id")]


def test_circle_of_places_is_found() -> None:
    """Places cannot lie within one another all round."""
    found = checked(places=[place("aa", within="bb"), place("bb", within="aa"), place("cc")])
    assert [problem.path for problem in found] == [("places", 0, "within"), ("places", 1, "within")]


def test_rule_mistake_shows_its_place() -> None:
    """The rule stands there with a caret under the mistake."""
    (problem,) = checked(places=[place("dez")], rules=[{"id": "r", "when": "dez AND dz"}])
    assert problem.path == ("rules", 0, "when")
    assert problem.message.endswith("\n  dez AND dz\n          ^")
    assert problem.hint == "did you mean 'dez'?"


def test_shared_name_warns() -> None:
    """Two entities with one name are allowed, and pointed out."""
    (problem,) = checked(places=[place("a", "الرقة"), place("b", "الرقه")])
    assert (problem.path, problem.severity) == (("places", 1, "name"), Severity.WARNING)


def test_name_without_letters_is_found() -> None:
    """A name of signs alone would never be found."""
    (problem,) = checked(actors=[{"id": "x", "name": "x", "names": {"ar": ["قسد", "!؟"]}}])
    assert (problem.path, problem.severity) == (("actors", 0, "names", "ar", 1), Severity.ERROR)


def test_name_of_one_letter_warns() -> None:
    """An initial or a conjunction stands alone in every other article; whoever asked for a context knows."""
    names = {"ar": ["و", "قسد"], "en": ["X", "1", "A B", {"text": "Y", "needs": "context"}]}
    found = checked(actors=[{"id": "x", "name": "Z", "names": names}])
    assert {problem.severity for problem in found} == {Severity.WARNING}
    assert [problem.path[-2:] for problem in found] == [("ar", 0), ("en", 0), ("en", 1)]
    assert [problem.path for problem in checked(actors=[{"id": "x", "name": "Z"}])] == [("actors", 0, "name")]


def test_warnings_hide_no_error() -> None:
    """A list with many doubts and one mistake behind them would come into force with the mistake."""
    actors = [{"id": f"a{at}", "name": "قسد"} for at in range(MOST_PROBLEMS + 50)]
    found = checked(actors=[*actors, {"id": "last", "name": "!؟"}])
    assert found[-1].severity == Severity.ERROR
    assert len(found) <= MOST_PROBLEMS


def test_rule_word_is_no_id() -> None:
    """An id that is a word of the rule language could not be used in a rule."""
    assert [problem.path for problem in checked(places=[place("AND")])] == [("places", 0, "id")]


def test_report_stays_readable() -> None:
    """A list that is wrong throughout does not print a hundred thousand lines."""
    assert len(checked(places=[place("same") for _ in range(MOST_PROBLEMS + 50)])) == MOST_PROBLEMS
