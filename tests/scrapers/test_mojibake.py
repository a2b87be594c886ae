"""Text that was encoded twice looks like letters to every parser, and no name is found in it."""

from __future__ import annotations

import pytest

from scrapers.mojibake import read_back
from tests.scrapers.documents import LEAD

RUSSIAN = "Сирийская обсерватория сообщила об обстрелах в провинции Дейр-эз-Зор"
PERSIAN = "عکس‌های تازه از پایگاه عکاسان در عکا، گژ و غژغژ کنان؛ مع، ظ؟"
FRENCH = "Œuvre d'été: «où étaient-ils hébergés?» – Ø, ß, ñ, Ÿ"
ODD_BYTES = "نقف ففكك فن"  # bytes that windows-1252 leaves out


def doubled(text: str, codec: str) -> str:
    """UTF-8, shown in a one-byte charset."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1256", "cp1251"])
@pytest.mark.parametrize("text", [LEAD, RUSSIAN, ODD_BYTES])
def test_doubled_text_is_read_back(text: str, codec: str) -> None:
    """Whichever charset stood between, the text is what was written."""
    assert read_back(doubled(text, codec)) == text


@pytest.mark.parametrize("text", [LEAD, RUSSIAN, PERSIAN, FRENCH, "plain"])
def test_other_text_stays(text: str) -> None:
    """Persian and French have letters that stand in such pairs too."""
    assert read_back(text) == text


def test_one_article_among_sound_ones() -> None:
    """An imported article stands in a feed that is otherwise right."""
    assert read_back(f"{PERSIAN} {doubled(LEAD, 'cp1252')} {PERSIAN}").count("دير الزور") == 1
