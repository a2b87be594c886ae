"""Tokens split where the script changes, and the gaps between them decide where a name may go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchlist.text.gaps import may_stand_in_a_name
from watchlist.text.tokens import tokenise

SPLITS = [
    ("iconقوات سوريا", ["icon", "قوات", "سوريا"]),
    ("لـ”قسد” وPKK", ["لـ", "قسد", "و", "PKK"]),
    ("F-16 وF16", ["F", "16", "و", "F", "16"]),
    ("13من تشرين", ["13", "من", "تشرين"]),
    ("Türkiye'nin", ["Türkiye", "nin"]),
    ("دَيْر_الزَّوْر", ["دَيْر", "الزَّوْر"]),
    ("👩‍👩‍👧قسد🏴", ["قسد"]),
]


@pytest.mark.parametrize(("text", "words"), SPLITS)
def test_scripts_and_digits_split(text: str, words: list[str]) -> None:
    """Pages glue icon names and numbers to words."""
    assert tokenise(text).words == words


@given(st.text())
def test_tokens_slice_the_text(text: str) -> None:
    """Everything later builds on these offsets."""
    tokens = tokenise(text)
    assert tokens.words == [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@pytest.mark.parametrize("gap", ["", " ", "\u00a0", "\n", "\r\n", " “", "-", " – ", "/", "_", ".", " «", "\u200f "])
def test_gap_goes_on(gap: str) -> None:
    """Quotation marks, a hyphen or a line break stand in the middle of names."""
    assert may_stand_in_a_name(gap)


@pytest.mark.parametrize("gap", ["، ", ", ", ". ", "؛ ", "\n\n", "\n \n", ": ", " (", "     ", "; ", " | ", "..."])
def test_gap_ends_the_name(gap: str) -> None:
    """A comma or full stop between two words makes them two things."""
    assert not may_stand_in_a_name(gap)


def test_initial_goes_on() -> None:
    """Only after a single letter a full stop and a space are no end: U.S. Army."""
    assert may_stand_in_a_name(". ", "S")
    assert not may_stand_in_a_name(". ", "Mosul")


def test_joints_offer_both_readings() -> None:
    """U+200C and a lost space look alike: the pieces may be one word or two."""
    tokens = tokenise("الأمم\u200fالمتحدة")
    assert tokens.words == ["الأمم", "المتحدة"]
    assert list(tokens.joins[0]) == [1]


def test_joints_stay_bounded() -> None:
    """A text that is all joints must not cost its length squared."""
    tokens = tokenise("\u200c".join("ق" * 2_000))
    assert max(map(len, tokens.joins.values())) <= 4
