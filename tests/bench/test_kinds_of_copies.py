"""The streams by which copies are measured: a mistake in them would teach the guard of facts a wrong rule."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache

import pytest

from bench.duplicates import twins
from bench.duplicates.composing import composed, written
from bench.duplicates.declension import declined
from bench.duplicates.desk import Desk, desk_for
from bench.duplicates.edits.kinds import EDITS
from bench.duplicates.make_kinds import stream
from bench.duplicates.newsroom import LANGUAGES, newsroom, paragraphs_of
from bench.duplicates.numerals import Noun, in_words
from bench.duplicates.scoring import Line, Score
from bench.duplicates.wire import Amount, Wire

LEADS_ALONE = {"cut in the middle", "paragraph dropped"}


@cache
def desks(language: str) -> list[Desk]:
    """Every wire, some composed ones, every series."""
    room, chance = newsroom(language), random.Random(3)  # noqa: S311 - texts, no secret
    series = (room.wire(told, paragraphs_of(told["text"]), chance) for told in room.series)
    return [desk_for(room, chance, wire) for wire in (*written(room, chance), *composed(room, chance, 2), *series)]


@cache
def lines_of(language: str) -> list[dict[str, object]]:
    """A stream in one language."""
    return stream(5, [language])


def test_same_seed_gives_the_same_stream() -> None:
    """Two runs are compared line by line."""
    assert stream(5, ["en"]) == stream(5, ["en"]) != stream(6, ["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_stream_is_in_time_order(language: str) -> None:
    """The command reads articles as they come, within the window of three days."""
    times = [str(line["published"]) for line in lines_of(language)]
    assert times == sorted(times)
    assert len({line["id"] for line in lines_of(language)}) == len(times)
    assert times[-1] < "2026-11-23T18"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_occurs(language: str) -> None:
    """A kind that never occurs is never missed."""
    kinds = Counter(line["kind"] for line in lines_of(language))
    twin_kinds = {line.get("twin_kind") for line in lines_of(language)}
    assert {*EDITS, "two wires in one"} <= kinds.keys()
    assert len(twin_kinds) >= 15  # of seven kinds, ten series and those of one figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_comes_after_what_it_copies(language: str) -> None:
    """Else no answer would be right."""
    told: set[object] = set()
    for line in lines_of(language):
        if line["kind"] not in {"real", "twin"}:
            assert line["group"] in told
        told.add(line["group"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_or_mark_is_left_in_a_text(language: str) -> None:
    """Templates are filled before they are published."""
    for line in lines_of(language):
        assert not re.search(r"[{}|]{2}|\{|\}| [.,،]", str(line["text"]).replace(" ,", "").replace(" ،", "")), line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EDITS)
def test_a_copy_keeps_the_facts(language: str, kind: str) -> None:
    """Every number of a copy stands in the original, and names keep one of their spellings."""
    for desk in desks(language):
        told = digits(f"{desk.draft().text} {desk.draft().title}")
        copy = EDITS[kind](desk)
        if copy and kind not in {"captions", "live page", "read also", "anchors", "boilerplate", "several at once"}:
            assert digits(copy.text) - told - counts(desk.wire) == set() or kind == "dateline and credit"
        if copy and kind not in LEADS_ALONE:
            assert all(told_by(copy.text, desk.wire, name) for name in leading_names(desk.wire)), copy.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "make", [twins.one_place, twins.one_name, twins.one_number, twins.elsewhere, twins.follow_up, twins.another_visit]
)
def test_a_twin_differs_in_a_fact(language: str, make: twins.Maker) -> None:
    """And its text tells so."""
    made = 0
    for desk in desks(language):
        twin = make(desk.room, desk.chance, desk.wire)
        if twin:
            made += 1
            assert twin.facts != desk.wire.facts
            assert desk.about(twin).draft().text != desk.draft().text
    assert made


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_fact_is_one_fact(language: str) -> None:
    """The hardest twins differ in nothing else."""
    for desk in desks(language):
        for make in (twins.one_place, twins.one_name, twins.one_number):
            twin = make(desk.room, desk.chance, desk.wire)
            assert twin is None or len([name for name in twin.facts if twin.facts[name] != desk.wire.facts[name]]) == 1


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [("ar", 25, "خمسة وعشرين"), ("fa", 25, "بیست و پنج"), ("ru", 25, "двадцать пять"), ("en", 25, "twenty-five")],
)
def test_numbers_in_words(language: str, value: int, words: str) -> None:
    """As a newspaper spells them."""
    assert in_words(language, value, Noun(("",))) == words


def test_arabic_numbers_agree_with_their_noun() -> None:
    """Three years, but three days."""
    assert in_words("ar", 3, Noun(("سنوات", "سنة", "سنة", "feminine"))) == "ثلاث"
    assert in_words("ar", 13, Noun(("سنوات", "سنة", "سنة", "feminine"))) == "ثلاث عشرة"


@pytest.mark.parametrize(
    ("name", "case", "form"),
    [
        ("Хаджин", "gen", "Хаджина"),
        ("Ракка", "gen", "Ракки"),
        ("Ракка", "loc", "Ракке"),
        ("Бенгази", "gen", "Бенгази"),
        ("Владимир Зеленский", "gen", "Владимира Зеленского"),
        ("Пётр Соловьёв", "ins", "Петром Соловьёвым"),
    ],
)
def test_russian_names_are_declined(name: str, case: str, form: str) -> None:
    """A reprint says "в Ракке" where the wire said "в городе Ракка"."""
    assert declined(name, case) == form


def test_scorer_knows_right_from_wrong() -> None:
    """A copy of either wire of two, a twin that was merged, a copy that was missed."""
    score = Score()
    lines: list[Line] = [
        {"id": "a", "kind": "real", "group": "a", "also": [], "language": "en"},
        {"id": "b", "kind": "two wires in one", "group": "x", "also": ["a"], "language": "en"},
        {"id": "c", "kind": "twin", "twin_kind": "place only", "group": "c", "also": [], "language": "en"},
        {"id": "d", "kind": "bullets", "group": "a", "also": [], "language": "en"},
    ]
    score.add(lines, {"a": None, "b": "a", "c": "a", "d": None})
    assert (score.recall, score.precision, score.twins_merged) == (0.5, 0.5, 1.0)
    assert [one["article"]["id"] for one in score.wrong] == ["c", "d"]


def digits(text: str) -> set[int]:
    """All numbers in figures, of any script and with any separator."""
    whole = re.sub(r"(?<=\d)[,.٬\u00a0 ](?=\d{3}(?!\d))", "", text)
    return {int(number) for number in re.findall(r"\d+", whole)}


def counts(wire: Wire) -> set[int]:
    """Numbers that the wire may have in words."""
    return {fact.value for fact in wire.facts.values() if isinstance(fact, Amount)}


def leading_names(wire: Wire) -> list[str]:
    """Name slots of the first sentence."""
    lead = wire.paragraphs[0][0].split("||")[0]
    return [name for name, fact in wire.facts.items() if isinstance(fact, tuple) and re.search(rf"\{{{name}\b", lead)]


def told_by(text: str, wire: Wire, name: str) -> bool:
    """Whether one of a name's spellings stands there, its letters and endings as an edit may leave them."""
    fact = wire.facts[name]
    assert isinstance(fact, tuple)
    return any(folded(spelling)[:-1] in folded(text) for spelling in fact)


def folded(text: str) -> str:
    """Letters that keyboards and editors exchange as one."""
    table = str.maketrans(
        {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ё": "е", "ة": "ه", "\u200c": ""}
    )
    return re.sub(r"\s|[-.,،'\"”«»]", "", re.sub("el-", "al-", text.translate(table)))
