"""The letters of a URL in one spelling, whether they stand there raw or encoded, composed or taken apart."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, quote_plus

# Encoded signs that part a path where they stand plain: they stay encoded (RFC 3986, section 2.2).
_PARTING = {ord(sign): f"%{ord(sign):02X}" for sign in "/%#?;"}
_SAFE = "~!$&'()*+,=:@%"
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# ``%u0627``: how the escape() of old JavaScript wrote letters.
_SCRIPT_ESCAPE = re.compile(r"%u([0-9A-Fa-f]{4})")
# ``%25D8`` is ``%D8`` encoded once more, and more often than once; other encoded percent signs may be meant.
_TWICE_ENCODED = re.compile(r"%(?:25)+(?=[0-9A-Fa-f]{2})")
_TWICE_ENCODED_LETTER = re.compile(r"%(?:25)+[89A-Fa-f][0-9A-Fa-f]")
# Marks without a look of their own, which copying and pasting leaves behind.
_BIDI_MARKS = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF, *_BIDI_MARKS))
# These two belong to the spelling of Persian and Kurdish words, but not before or behind them.
_OUTSIDE_WORDS = " \t\r\n\xa0\u200c\u200d"
# Bringing marks into order takes the square of their number; no slug is so long.
_LONGEST_WORDS = 2000
# Arabic letters in the form that they have in print, and digits: those of a phone's keyboard name the same number.
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_DIGITS = {first + value: str(value) for first in (0x0660, 0x06F0) for value in range(10)}
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_ASCII_AND_BYTES = re.compile("[\x00-\x7f\udc80-\udcff]*")
# The code pages of sites older than UTF-8, and what a text may consist of that was written in them.
_CODE_PAGES = (
    ("cp1256", re.compile("[\x00-\x7f\u060c-\u06d2\u200c\u200d]*")),
    ("cp1251", re.compile("[\x00-\x7f\u0400-\u04ff]*")),
)


def decoded_once(url: str) -> str:
    """The URL, of whose letters none is encoded more than once."""
    if "%25" not in url or not _TWICE_ENCODED_LETTER.search(url):
        return url
    return _TWICE_ENCODED.sub("%", url)


def without_invisible(text: str) -> str:
    """The text without marks that nobody sees, and without spaces around it."""
    return text.strip(_OUTSIDE_WORDS) if text.isascii() else text.translate(_INVISIBLE).strip(_OUTSIDE_WORDS)


def path_letters(segment: str) -> str:
    """A path's segment, decoded but for what would part it; bytes that are no letters stand as surrogates."""
    if segment.isascii() and "%" not in segment:
        return segment
    return _composed(_ESCAPES.sub(_parted, _script_letters(segment)))


def query_letters(text: str) -> str:
    """A name or a value of a query, decoded."""
    plain = text.replace("+", " ")
    if plain.isascii() and "%" not in plain:
        return plain
    return _composed(_ESCAPES.sub(_unescaped, _script_letters(plain)))


def encoded_segment(letters: str) -> str:
    """The segment as it stands in a key."""
    return quote(letters, safe=_SAFE, errors="surrogateescape")


def encoded_value(letters: str) -> str:
    """The name or value as it stands in a key."""
    return quote_plus(letters, errors="surrogateescape")


def _script_letters(text: str) -> str:
    return _SCRIPT_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "%u" in text else text


def _unescaped(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "surrogateescape")


def _parted(match: re.Match[str]) -> str:
    return _unescaped(match).translate(_PARTING)


def _composed(text: str) -> str:
    """The text in NFC, without invisible marks and forms of letters, and in letters where it is of an old code page."""
    if text.isascii():
        return text
    text = without_invisible(_FORMS.sub(_plain_forms, text.translate(_DIGITS)))
    if _NO_UTF8.search(text) and _ASCII_AND_BYTES.fullmatch(text):
        text = without_invisible(_of_code_page(text))
    return unicodedata.normalize("NFC", text) if len(text) <= _LONGEST_WORDS else text


def _plain_forms(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _of_code_page(text: str) -> str:
    raw = text.encode("utf-8", "surrogateescape")
    read = ((raw.decode(page, "replace"), letters) for page, letters in _CODE_PAGES)
    return next((each for each, letters in read if letters.fullmatch(each)), text)
