"""The normal form: what a text looks like once the differences that writers do not mean are gone.

Each character has a fold of its own that is stable under folding, so the normal form is idempotent by construction and
the way back to the source is a table of lengths.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from watchlist.text.characters import (
    DOUBLE_QUOTES,
    DROPPED,
    INVISIBLE,
    LETTERS,
    SINGLE_QUOTES,
    SOFT_HYPHEN,
    TATWEEL,
    VOWEL_SIGNS,
    Script,
)

_CACHED_WORDS = 50_000
_LONGEST_CACHED = 40

_DROPPED = re.compile(f"[{DROPPED}]")
_UNWRITTEN = re.compile(f"[{INVISIBLE}{VOWEL_SIGNS}{TATWEEL}{SOFT_HYPHEN}]")
# A normal form costs the square of a run of combining marks, of which no word has thirty (UAX 15).
_MARK = r"(?:[^\w\s]|[\uff9e\uff9f])"
_LONG_RUN = re.compile(f"({_MARK}{{30}}){_MARK}+")
_ACCENTED = re.compile(f"[{LETTERS[Script.LATIN]}{LETTERS[Script.GREEK]}]")

# These letters are letters of their own and not a base with an accent, however they are encoded.
_PAIRS = {"и\u0306": "й", "И\u0306": "й", "і\u0308": "ї", "І\u0308": "ї", "у\u0306": "ў", "У\u0306": "ў"}
_PAIR = re.compile("|".join(_PAIRS))
_PIECE = re.compile(f"{_PAIR.pattern}|.", re.DOTALL)

_SAME_LETTER = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    **dict.fromkeys("ةەھہۀۂۃ", "ه"),
    "ؤ": "و",
    "ک": "ك",
    "ڕ": "ر",
    "ڵ": "ل",
    "ё": "е",
    "Ё": "е",
    "ґ": "г",
    "Ґ": "г",
    **dict.fromkeys("Iİı", "i"),
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(SINGLE_QUOTES, "'"),
}


def _step(char: str) -> str:
    """One folding step of one character; a stable character comes back as it is."""
    if char in _SAME_LETTER:
        return _SAME_LETTER[char]
    if _DROPPED.match(char):
        return ""
    if unicodedata.category(char) == "Pd":
        return "-"
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKC", char).casefold()
    return unicodedata.normalize("NFD", plain) if _ACCENTED.match(plain) else plain


def _fold(char: str) -> str:
    step = _step(char)
    return step if step in {"", char} else "".join(map(_fold, step))


class _Folds(dict[int, str]):
    """Folds by code point, each worked out when first met."""

    def __missing__(self, code: int) -> str:
        fold = self[code] = _fold(chr(code))
        return fold


_FOLDS = _Folds()


def normal_form(text: str) -> str:
    """The text without vowel signs, letter variants, accents, case, styles of digits and quotes, invisible marks."""
    if text.isascii():
        return text.lower().replace("`", "'")
    if "\u0306" in text or "\u0308" in text:
        text = _PAIR.sub(lambda pair: _PAIRS[pair[0]], text)
    return text.translate(_FOLDS)


@lru_cache(maxsize=_CACHED_WORDS)
def _remembered_form(word: str) -> str:
    return normal_form(word)


def word_form(word: str) -> str:
    """The normal form of a word, which is remembered, within a bound."""
    return _remembered_form(word) if len(word) <= _LONGEST_CACHED else normal_form(word)


def letters_as_written(text: str) -> str:
    """The text's letters with their hamzas, accents and case; only unwritten marks and encodings are evened out."""
    return _UNWRITTEN.sub("", unicodedata.normalize("NFKC", _LONG_RUN.sub(r"\1", text)))


@dataclass(frozen=True, slots=True)
class MappedForm:
    """A normal form; ``offsets[i]`` is the code point of the source that character ``i`` comes from."""

    text: str
    offsets: tuple[int, ...]


def mapped_form(source: str) -> MappedForm:
    """The normal form of ``source`` with its way back."""
    folds = [(normal_form(piece[0]), piece.start()) for piece in _PIECE.finditer(source)]
    offsets = tuple(start for fold, start in folds for _ in fold)
    return MappedForm("".join(fold for fold, _ in folds), offsets)
