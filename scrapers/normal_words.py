"""The words of a text as they are compared: in lower case, letters and digits only, without vowel signs."""

from __future__ import annotations

import re
import unicodedata

_NOT_TEXT = re.compile(r"[\W_]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# Accents, Arabic vowel signs and lengthening stroke, joiners: they stand inside words and make no other word.
_MARKS = re.compile(r"[\u0640\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]")

# Unicode's normal forms cost the square of a run of combining marks: 400,000 of them take ten minutes. No word has
# thirty (Stream-Safe Text Format, UAX 15), and what is neither a letter nor a digit goes anyway.
_MARK = r"(?:[^\w\s]|[\uff9e\uff9f])"
_LONG_RUN = re.compile(f"({_MARK}{{30}}){_MARK}+")
# A run of so many costs less than looking for it in each line of a page.
_CHEAP_CHARACTERS = 1_000


def normal_words(text: str) -> list[str]:
    """The text's words in lower case, letters and digits only (NFKC), without vowel signs."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    bounded = text if len(text) <= _CHEAP_CHARACTERS else _LONG_RUN.sub(r"\1", text)
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", bounded).casefold())
    return _NOT_TEXT.sub(" ", plain).split()
