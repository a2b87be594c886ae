"""The words of a text as they are compared."""

from __future__ import annotations

import time

import pytest

from scrapers.normal_words import normal_words


def test_turkish_capital_i_is_an_i() -> None:
    """Its small form has a second dot, which would part the word."""
    assert normal_words("İDLİB'de İlgili haberler") == normal_words("idlib'de ilgili haberler")


@pytest.mark.parametrize("marks", ["\u0316\u0301", "\u064c\u0652\u064b", "\u0316\uff9e", "\u05b0\u0301"])
def test_endless_marks_cost_no_time(marks: str) -> None:
    """Unicode's normal forms need minutes for what a feed may hold, and the whole service would stand still."""
    started = time.process_time()
    assert normal_words(f"قسد {marks * 20_000} هجين") == ["قسد", "هجين"]
    assert time.process_time() - started < 0.5


def test_marks_of_a_word_are_read_whole() -> None:
    """As many as any script writes on one letter."""
    assert normal_words("e" + 30 * "\u0301" + "a n\u0303") == ["éa", "ñ"]
