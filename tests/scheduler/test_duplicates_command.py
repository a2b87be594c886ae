"""``marsad duplicates``: copies in a stream of lines, as scripts rely on it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.scheduler.command_line import lines, marsad, marsad_process
from tests.scheduler.copying.wires import HALF, WIRE
from tests.scrapers.copies.reports import ARABIC, ENGLISH

STARTS_WITHIN_CPU_SECONDS = 2.0
DEAD = "وقتل {} أشخاص وأصيب آخرون بحروق وكسور ونقلوا جميعا إلى المشفى الوطني."
HALVES = (f"{HALF} {DEAD.format('ثلاثة')} {WIRE[len(HALF) :]}", HALF, f"{HALF} {DEAD.format('خمسة')}")


def line(name: str, text: str, **others: Any) -> dict[str, Any]:  # noqa: ANN401 - what a line may hold
    """A line of the stream by an outlet of its own."""
    given = {"id": name, "url": f"https://{name}.example/1", "source": f"{name}.example", "title": "خبر"}
    return given | {"text": text, "published": "2026-03-01T08:00:00+00:00"} | others


def test_each_line_is_answered_in_order() -> None:
    """``copy_of`` names the copied line, ``story`` the first of its copies; U+2028 in a text ends no line."""
    again = f"{ARABIC}\u2028{ENGLISH}"
    ran = marsad(
        "duplicates",
        "--jsonl",
        given=lines(
            line("a", ARABIC), line("b", ENGLISH * 2), line("c", again), line("d", f"{again} م د"), line("e", "")
        ),
    )
    assert ran.code == 0
    assert [record["id"] for record in ran.records] == ["a", "b", "c", "d", "e"]
    assert [record["copy_of"] for record in ran.records] == [None, None, "a", "c", None]
    assert [record["story"] for record in ran.records] == ["a", "b", "a", "a", "e"]


def test_copies_end_with_the_window() -> None:
    """What was printed four days ago is no elder any more; a line without a time is as old as the one before it."""
    later = line("c", ARABIC, published="2026-03-05T08:00:00Z")
    ran = marsad("duplicates", given=lines(line("a", ARABIC), line("b", ARABIC, published=None), later))
    assert [record["copy_of"] for record in ran.records] == [None, "a", None]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (line("b", ARABIC, published="yesterday"), "published is not a date in ISO 8601"),
        (line("b", ARABIC, title=7), "title is not a string"),
    ],
)
def test_bad_line_is_named(bad: dict[str, Any], words: str) -> None:
    """Exit code 2, the line and what is wrong with it."""
    ran = marsad("duplicates", given=lines(line("a", ARABIC), bad))
    assert (ran.code, len(ran.records), ran.err) == (2, 1, f"marsad: line 2: {words}\n")


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    """One line that nobody can read must not cost the answers to a million others."""
    bad = lines(line("b", ARABIC, published="2026-03-01T08:00:00+24:00"), line("c", "", url=7)).encode()
    given = (lines(line("a", ARABIC)).encode(), b"\n", bad, b"\xff\n[1]\n{\n", lines(line("d", ARABIC)).encode())
    ran = marsad("duplicates", given=b"".join(given))
    assert (ran.code, [(record["id"], record["copy_of"]) for record in ran.records]) == (2, [("a", None), ("d", "a")])
    named = [said.split(": ")[1] for said in ran.err.splitlines()]
    assert named == ["line 3", "line 4", "line 5", "line 6", "line 7"]


@pytest.mark.parametrize("hostile", ["0001-01-01", "1970-01-01T00:00:00Z", "2999-12-31", "9999-12-31T00:00:00-00:30"])
def test_impossible_time_costs_nothing(hostile: str) -> None:
    """The line comes with the one before; those behind it still find their elders, and still forget them."""
    said = [line("a", ARABIC), line("b", ENGLISH * 2, published=hostile), line("c", ARABIC)]
    later = line("d", ARABIC, published="2026-03-05T08:00:00Z")
    ran = marsad("duplicates", given=lines(*said, later))
    assert [record["copy_of"] for record in ran.records] == [None, None, "a", None]


def test_whatever_is_missing_or_odd_is_answered() -> None:
    """Only what is there is compared; half a character and NUL are letters like any other; an id may come twice."""
    odd = [
        *({}, {"text": ARABIC}, {"id": ["x", None], "url": "http://["}),
        line("a", f"{ARABIC}\0", title="\ud800" * 9, source="\0"),
        line("a", f"{ARABIC} \udfff", title="خبر " * 100_000, published=None),
    ]
    ran = marsad("duplicates", given="".join(f"{json.dumps(each)}\n" for each in odd))
    assert (ran.code, [record["id"] for record in ran.records]) == (0, [None, None, ["x", None], "a", "a"])
    assert [record["copy_of"] for record in ran.records] == [None] * 4 + ["a"]


def test_long_line_is_answered_soon() -> None:
    """Ten megabytes are one article like another."""
    ran = marsad_process("duplicates", given=lines(line("a", f"{ARABIC} " * 40_000), line("b", "\u064b" * 5_000_000)))
    assert (ran.code, len(ran.records)) == (0, 2)
    assert ran.cpu_seconds < STARTS_WITHIN_CPU_SECONDS + 5


@pytest.mark.parametrize(("site", "copy_of"), [("sada.example", None), ("nida.example", "a")])
def test_outlet_is_the_site_where_no_source_is_named(site: str, copy_of: str | None) -> None:
    """As in the service: what goes on as an earlier text does is a copy, or its own outlet's follow-up."""
    first = line("a", f"{HALF} {ENGLISH}", source=None, url="https://ar.sada.example/1")
    follow = line("b", f"{HALF} {HALF[::-1]}", source=None, url=f"https://{site}/2")
    ran = marsad("duplicates", given=lines(first, follow))
    assert [record["copy_of"] for record in ran.records] == [None, copy_of]


def test_wrong_link_does_not_spread() -> None:
    """A copy of a half has other figures than the first of its story, as in the service: it is none."""
    told, half, other = HALVES
    ran = marsad("duplicates", given=lines(line("told", told), line("half", half), line("other", other)))
    assert [record["copy_of"] for record in ran.records] == [None, "told", None]
    assert [record["story"] for record in ran.records] == ["told", "told", "other"]


def test_starts_quickly() -> None:
    """Scripts call it for every file."""
    tries = (marsad_process("duplicates", given=lines(line("a", ARABIC))).cpu_seconds for _ in range(3))
    assert any(seconds < STARTS_WITHIN_CPU_SECONDS for seconds in tries)
