"""What stands around a mention: quotation marks, cue words, distances; each answered from the text alone."""

from __future__ import annotations

import pytest

from watchlist.stretches import Stretch
from watchlist.surroundings import has_cue_beside, in_quotes, within_words
from watchlist.text.tokens import tokenise


def at(text: str, words: str) -> Stretch:
    """Where these words stand in the text."""
    start = text.index(words)
    return Stretch(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("تنظيم “الدولة”", "الدولة"),
        ("ل”قسد“", "قسد"),
        ("مع «\u202fقسد\u202f»", "قسد"),
        ("“وبقسد”", "قسد"),
        ("״צה״ל״", "צה״ל"),
        ("«Новой Каховке»", "Новой Каховке"),
        ('the "Islamic State"', "Islamic State"),
        ("ile ‘Devlet’", "Devlet"),
        ("قال SMITH عن \u2067“SDF”\u2069 أمس", "SDF"),
    ],
)
def test_quoted_words_are_seen(text: str, words: str) -> None:
    """Whatever the marks, which way they turn, and what invisible signs stand between."""
    assert in_quotes(text, tokenise(text), at(text, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“الدولة الإسلامية”", "الدولة"),
        ("“نعم” قسد “لا”", "قسد"),
        ("Hajin's", "Hajin"),
        ("la ville ‘d’Alep’", "Alep"),
        ("قسد", "قسد"),
    ],
)
def test_other_marks_are_not_taken(text: str, words: str) -> None:
    """Marks around more, beside, within, or none."""
    assert not in_quotes(text, tokenise(text), at(text, words))


@pytest.mark.parametrize(
    ("text", "words", "kind", "cued"),
    [
        ("في مدينة هجين", "هجين", "place", True),
        ("وبمدينة هجين", "هجين", "place", True),
        ("مدينة. هجين", "هجين", "place", False),
        ("مدينة من ثلاث كلمات هجين", "هجين", "place", False),
        ("the town of Hajin", "Hajin", "place", True),
        ("Hajin district", "Hajin", "place", True),
        ("ميليشيا Wagner", "Wagner", "actor", True),
        ("مدينة قسد", "قسد", "actor", False),
        ("город Хаджин", "Хаджин", "place", True),
    ],
)
def test_cue_word_is_beside(text: str, words: str, kind: str, *, cued: bool) -> None:
    """Two words before or one after, within the same part of a sentence."""
    assert has_cue_beside(text, kind, at(text, words)) is cued


@pytest.mark.parametrize(
    ("words", "reach"),
    [(1, "ب وج د"), (2, "أ ب وج د ه"), (3, "أ ب وج د ه")],
)
def test_words_are_counted_on_both_sides(words: int, reach: str) -> None:
    """The mention's own word, with its prefix, is none of them; the text's ends are where it stops."""
    text = "أ ب وج د ه"
    area = within_words(tokenise(text), Stretch(5, 6), words)
    assert text[area.start : area.end] == reach
