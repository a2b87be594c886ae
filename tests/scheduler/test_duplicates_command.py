"""``marsad duplicates``: copies in a stream of lines, as scripts rely on it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scheduler.command_line import lines, marsad, marsad_process
from tests.scrapers.copies.reports import ARABIC, ENGLISH

STARTS_WITHIN_CPU_SECONDS = 2.0


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


def test_starts_quickly() -> None:
    """Scripts call it for every file."""
    tries = (marsad_process("duplicates", given=lines(line("a", ARABIC))).cpu_seconds for _ in range(3))
    assert any(seconds < STARTS_WITHIN_CPU_SECONDS for seconds in tries)
