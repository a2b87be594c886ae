"""Whatever a text or a list holds, offsets slice it and the search ends soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchlist.finder import Finder
from watchlist.names import watched_name

NAMES = [
    ("ar", "دير الزور"),
    ("fa", "حزب\u200cالله"),
    ("ckb", "هەولێر"),
    ("he", 'צה"ל'),
    ("ku", "Kobanê"),
    ("tr", "Halep"),
    ("ru", "Новая Каховка"),
    ("uk", "Слов'янськ"),
    ("fr", "Alep"),
    ("en", "Deir ez-Zor"),
    ("und", "Київ"),
]
FINDER = Finder([watched_name(str(at), "place", name, language=code) for at, (code, name) in enumerate(NAMES)])
MARKS = ["\u200c", "\u200f", "\u0301", "\u0306", "\ud83d", "👩‍👩‍👧", "’", "'", '"', " ", "\n", "ـ", "\u064e"]
ENDINGS = ["ها", "ەوە", "ye", "İN", "ой", "ої", "و", "ול", "i", "'nin", "ß", "ŉ", "ﬁ", "\u0390"]
PIECES = st.one_of(st.sampled_from([*(name for _, name in NAMES), *MARKS, *ENDINGS]), st.text(max_size=3))
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS)
def test_found_names_lie_in_the_text(text: str) -> None:
    """Alerts mark words by these offsets, in every language, with marks and halves of characters between."""
    for found in FINDER.find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()


@given(TEXTS, st.sampled_from(NAMES))
def test_listed_spelling_is_found(text: str, name: tuple[str, str]) -> None:
    """Whatever stands around it, a name as it is listed is a mention."""
    code, listed = name
    whole = f"{text}; {listed}; "
    spans = [(found.start, found.end) for found in FINDER.find(whole) if found.name.text == listed]
    assert (len(text) + 2, len(whole) - 2) in spans, code


HOSTILE_TEXTS = {
    "one letter": "ق" * 1_000_000,
    "one capital": "Н" * 1_000_000,
    "joiners": "\u200c" * 1_000_000,
    "joined letters": "ق\u200c" * 200_000,
    "quotes": '"' * 1_000_000,
    "a quote after each letter": "צ" + '"צ' * 200_000,
    "apostrophes": "с'" * 200_000,
    "accents": "e" + "\u0301" * 1_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE_TEXTS)
def test_hostile_text_ends_soon(kind: str) -> None:
    """Feeds are not ours: a megabyte of nothing must not stop the matcher."""
    started = time.process_time()
    FINDER.find(HOSTILE_TEXTS[kind])
    assert time.process_time() - started < 10


def test_hostile_list_ends_soon() -> None:
    """A hundred thousand names with one first word, and one of ten thousand letters, cost no more than others."""
    started = time.process_time()
    names = [watched_name(str(at), "place", f"وادي {at}", language="ar") for at in range(100_000)]
    long = " ".join(f"قرية{at}" for at in range(1_000))
    finder = Finder([*names, watched_name("long", "place", long, language="ar")])
    assert [found.name.name_id for found in finder.find(f"في وادي 99999، {long}")] == ["99999", "long"]
    assert time.process_time() - started < 10
