"""The form in which words are compared, and the figures that a text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.copies.figures import figures_of
from scrapers.copies.folding import folded, numerals
from scrapers.copies.wording import MOST_WORDS, wording_of


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("مقتل ثلاثة وعشرين شخصاً", "مقتل 23 شخصا"),
        ("ثلاث مئة وخمسون ألف نازح", "350000 نازح"),
        ("بیست و پنج نفر و سه هزار و پانصد خانه", "25 نفر و 3500 خانه"),
        ("сто двадцать тысяч и 1,5 млн человек", "120000 и 1500000 человек"),
        ("Twenty-five men; one hundred and five women", "25 men 105 women"),
        ("1 200 and 1,200 and ١٬٢٠٠", "1200 and 1200 and 1200"),
        ("at 14:30 on 04/05/2026", "at 14:30 on 4 5 2026"),
        ("three, four or five", "3 4 or 5"),
    ],
)
def test_words_as_they_are_compared(written: str, words: str) -> None:
    """One form for the ways in which a number is written."""
    assert " ".join(wording_of(written).words) == words


@pytest.mark.parametrize("pair", ["إِعْلام اعلام", "مسؤول مسوول", "کردی كردي", "Ёлка елка", "Zürich ZURICH", "غزّة غزه"])
def test_letters_that_writers_vary_in(pair: str) -> None:
    """Keyboards and habits are no other words."""
    one, other = map(folded, pair.split())
    assert one == other


@given(st.text(max_size=40))
def test_folding_is_done_once(word: str) -> None:
    """A form that changes again would not be equal for equal words."""
    assert folded(folded(word)) == folded(word)


@given(st.integers(min_value=0, max_value=10**9))
def test_separators_of_thousands_are_one(number: int) -> None:
    """Also in other digits."""
    eastern = f"{number:,}".translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))
    assert numerals(f"{number:,}") == numerals(eastern) == (str(number),)


@given(st.text())
def test_words_stand_beside_what_is_shown(text: str) -> None:
    """Whatever the text, lone surrogates and all: as many words as shown ones, none empty, none too many."""
    wording = wording_of(text)
    assert len(wording.words) == len(wording.shown) <= MOST_WORDS + 3
    assert all(wording.words)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("مقتل ثلاثة وعشرين شخصا في 7 أبريل 2026 عند 14:30", {"23"}),
        ("Three killed and 1,200 displaced on May 3, 2026, and 04/05/2026", {"3", "1200"}),
        ("двадцать пять человек 3 мая в 14:30, 2026 год", {"25"}),
        ("بیست و پنج نفر در ۳ خرداد ۱۴۰۳", {"25"}),
        ("5 Kasım 2026 tarihinde 3 kişi öldü", {"3"}),
        ("12 березня 2026 загинули четверо, 7 поранені", {"4", "7"}),
        ("12 adar 2026 5 kes mirin", {"5"}),
        ("ב-5 בנובמבר נהרגו 3", {"3"}),
        ("مقتل 4 في 12 كانون الأول", {"4"}),
        ("on 5 November 3 died, 2026-11-05", {"3"}),
        ("3 mars 2026, 9 morts", {"9"}),
        ("no figures at all", set()),
    ],
)
def test_figures_tell_how_many_not_when(text: str, figures: set[str]) -> None:
    """A later date is no changed figure."""
    assert figures_of(text) == figures
