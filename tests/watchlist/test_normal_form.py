"""The normal form evens out what writers do not mean, and keeps its way back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchlist.text.normal_form import letters_as_written, mapped_form, normal_form

SAME = [
    ("دَيْر الزَّوْر", "دير الزور"),
    ("ديـــر الزور", "دير الزور"),
    ("ﺩﻳﺮ ﺍﻟﺰﻭﺭ", "دير الزور"),
    ("الأمم المتحدة", "الامم المتحده"),
    ("کردستان ۲۰۲۶", "كردستان 2026"),
    ("علی مؤسسى", "علي موسسي"),
    ("قس\u200eد", "قسد"),
    ("שָׁלוֹם", "שלום"),
    ("Kobanê", "kobane"),
    ("İSTANBUL Ispanak ılık", "istanbul ispanak ilik"),
    ("Ёлкин", "елкин"),
    ("«قسد» – ’x’", "\"قسد\" - 'x'"),
    ("Ｈａｊｉｎ", "hajin"),
]


@pytest.mark.parametrize(("written", "plain"), SAME)
def test_variants_become_one(written: str, plain: str) -> None:
    """Vowel signs, presentation forms, keyboards and styles must not hide a name."""
    assert normal_form(written) == plain


@pytest.mark.parametrize(("one", "other"), [("край", "краи"), ("Україна", "Украiна"), ("їхав", "іхав")])
def test_own_letters_stay(one: str, other: str) -> None:
    """й and ї are letters of their own, however they are encoded."""
    assert normal_form(one) != normal_form(other)


def test_decomposed_short_i_composes() -> None:
    """Texts written on some systems arrive decomposed."""
    assert normal_form("Краи\u0306") == normal_form("Край")


@given(st.text())
def test_normal_form_is_idempotent(text: str) -> None:
    """Names are folded once and texts once: a second fold must change nothing."""
    once = normal_form(text)
    assert normal_form(once) == once


def test_every_character_folds_once() -> None:
    """Idempotence holds for each character of Unicode's first two planes, not only for those that chance tries."""
    for code in range(0x20000):
        once = normal_form(chr(code))
        assert normal_form(once) == once


@given(st.text())
def test_offsets_lead_back(text: str) -> None:
    """Each character of the normal form comes from the source character that it names, in order."""
    mapped = mapped_form(text)
    assert mapped.text == normal_form(text)
    assert list(mapped.offsets) == sorted(mapped.offsets)
    assert all(0 <= offset < len(text) for offset in mapped.offsets)


def test_exact_letters_keep_hamzas() -> None:
    """Exact names tell أ from ا, but not a vowel sign, a tatweel or an encoding."""
    assert letters_as_written("أَيّ") == "أي"


def test_endless_marks_cost_no_time() -> None:
    """A feed may write a hundred thousand of them on a name; the texts behind it would wait for minutes."""
    started = time.process_time()
    assert letters_as_written("قسد" + 50_000 * "\u0316\u064c").startswith("قسد")
    assert time.process_time() - started < 0.5
    assert letters_as_written("آي") != letters_as_written("أي")
    assert letters_as_written("e\u0301") == letters_as_written("é")
