"""What bytes resemble that are neither UTF-8 nor declared as what they can be."""

from __future__ import annotations

import re

# Alef followed by lam, the Arabic article.
CP1256_ARTICLE = b"\xc7\xe1"
_ENOUGH_LETTERS = 8
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(rb"[\xc0-\xff]{3,}")
_SMALL = 0xE0
_TURKISH = (b"\xfd", b"\xfe")
_A_ACUTE = b"\xe1"
_LAST_HEBREW = 0xFA


def resembled(sample: bytes) -> str:
    """The charset that these bytes are most likely of."""
    if _looks_arabic(sample):
        return "cp1256"
    return _of_runs(sample) or ("cp1254" if _looks_turkish(sample) else "cp1252")


def is_nearly_utf8(sample: bytes) -> bool:
    """UTF-8 with a few broken bytes: one wrong byte in an article must not turn all of it to mojibake.

    In other charsets high bytes hardly ever follow each other as UTF-8 has them.
    """
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 5 <= sum(character > "\x7f" for character in text) - broken


def _looks_arabic(sample: bytes) -> bool:
    """Windows-1256: alef and lam are a tenth each of Arabic's letters, and most often stand together."""
    high = len(_HIGH.findall(sample))
    return high >= _ENOUGH_LETTERS and sample.count(CP1256_ARTICLE) * 50 >= high


def _looks_turkish(sample: bytes) -> bool:
    """Windows-1254: dotless i and s with cedilla, where others have y acute and thorn; these have a acute besides."""
    high = len(_HIGH.findall(sample))
    return sum(map(sample.count, _TURKISH)) * 10 >= high > 50 * sample.count(_A_ACUTE)


def _of_runs(sample: bytes) -> str | None:
    """Charsets whose words are of high bytes alone, told apart by where their small letters stand.

    In windows-1251 these are the bytes from 0xE0 on, in KOI8-R those before, in windows-1256 both; Hebrew has none of
    the last five.
    """
    high = b"".join(_HIGH.findall(sample))
    in_words = b"".join(_WORD.findall(sample))
    if len(high) < _ENOUGH_LETTERS or len(in_words) * 2 < len(high):
        return None
    small = sum(byte >= _SMALL for byte in in_words)
    if small * 10 >= len(in_words) * 7:
        return "cp1251" if any(byte > _LAST_HEBREW for byte in in_words) else "cp1255"
    return "koi8-r" if small * 10 <= len(in_words) * 3 else "cp1256"
