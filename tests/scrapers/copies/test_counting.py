"""Numbers in words, as news tell them."""

from __future__ import annotations

import pytest

from scrapers.copies.nouns import Relation
from scrapers.copies.wording import wording_of
from tests.scrapers.copies.reports import ARABIC, is_copy, verdict_on


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("اثنا عشر قتيلا", "12 قتيلا"),
        ("مقتل اثني عشر مدنيا واثنتي عشرة امرأة", "مقتل 12 مدنيا 12 امراه"),
        ("اثنتا عشرة طفلة", "12 طفله"),
        ("ألفا نازح", "2000 نازح"),
        ("ألفا قتيل في عشرين ألفا", "2000 قتيل في 20000"),
        ("ألفان ومئة", "2100"),
        ("بلغ ألفاً ومئتين", "بلغ 1200"),
        ("مليونان ومليوني نازح", "2000000 2000000 نازح"),
        ("مليونين", "2000000"),
        ("ثلاثة وعشرون ألفا نازح", "23000 نازح"),
        ("مليون ونصف نازح", "1500000 نازح"),
        ("مليون ونصف المليون نازح", "1500000 نازح"),
        ("نصف مليون", "500000"),
        ("ربع مليون", "250000"),
        ("یک و نیم میلیون نفر", "1500000 نفر"),
        ("half a million people, a quarter of a million", "500000 people a 250000"),
        ("two and a half million", "2500000"),
        ("полтора миллиона и полмиллиона", "1500000 и 500000"),
        ("عشرات الآلاف", "عشرات الالاف"),
        ("آلاف النازحين", "الاف النازحين"),
        ("tens of thousands", "tens of thousands"),
        ("десятки тысяч людей", "десятки тысяч людеи"),
        ("около тысячи людей", "около 1000 людеи"),
        ("ده‌ها هزار نفر", "دهها هزار نفر"),
        ("half of them, نصف السكان", "half of them نصف السكان"),
    ],
)
def test_number_words(written: str, words: str) -> None:
    """A number has one form, and many thousands are no number."""
    assert " ".join(wording_of(written).words) == words


def test_number_in_words_is_a_copy() -> None:
    """Desks differ in what they spell out."""
    assert is_copy(ARABIC.replace("12 آخرين", "اثني عشر آخرين"), ARABIC)


def test_ten_is_not_twelve() -> None:
    """The second half of a number in words is another number."""
    ten, twelve = (ARABIC.replace("12 آخرين", f"{number} آخرين") for number in ("عشرة", "اثني عشر"))
    assert verdict_on(twelve, ten).relation is Relation.OTHER_FACTS


@pytest.mark.parametrize(("told", "elders"), [("عشرة", "اثنتا عشرة"), ("عشرون", "ثلاثة وعشرون")])
def test_a_word_less_is_another_number(told: str, elders: str) -> None:
    """Twelve is no ten of which a word was left out."""
    here, there = (ARABIC.replace("12 آخرين", f"{number} طفلة") for number in (told, elders))
    assert verdict_on(here, there).relation is Relation.OTHER_FACTS


def test_scale_left_out_is_a_copy() -> None:
    """Who rewords drops a word; no toll falls from thousands to units within the same words."""
    here, there = (ARABIC.replace("12 آخرين", f"{number} آخرين") for number in ("34", "34 ألف"))
    assert is_copy(here, there)
