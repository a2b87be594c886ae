"""A body that begins with its own title loses that line, and no other line is ever lost."""

from __future__ import annotations

import pytest

from scrapers.repeated_title import without_title

REST = "قال سكان إن القوات انسحبت.\nثم عادت."


@pytest.mark.parametrize("first", ["هدوء حذر في هجين", "هدوءٌ حذر  في «هجين»!", "\u200fهدوء حذر في هجين "])
def test_repeated_title_is_left_out(first: str) -> None:
    """Points, vowel signs and spaces make no other title."""
    assert without_title(f"{first}\n\n{REST}", "هدوء حذر في هجين") == REST


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"هدوء حذر في هجين والشعفة\n{REST}", "هدوء حذر في هجين"),
        (f"هدوء حذر\n{REST}", "هدوء حذر في هجين"),
        (f"{REST}\nهدوء حذر في هجين", "هدوء حذر في هجين"),
        ("هدوء حذر في هجين", "هدوء حذر في هجين"),
        ("هدوء حذر في هجين\n \n", "هدوء حذر في هجين"),
        (f"…\n{REST}", ""),
        (f"\n{REST}", ""),
        (f"…\n{REST}", "!"),
        ("", "هدوء حذر في هجين"),
    ],
)
def test_everything_else_stays(body: str, title: str) -> None:
    """A lead that says more than the title, or a body of nothing else, is news."""
    assert without_title(body, title) == body
