"""Numbers in words: what they are worth. The words stand in number_words.tsv; Arabic and Hebrew join others to them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.compound_numbers import NUMERAL_WORDS
from scrapers.copies.folding import folded, folded_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE: Final = Path(__file__).with_name("number_words.tsv")

# What Arabic joins to a number word. Short ones make other words with it; "the two" is Monday, "the hundred" percent.
_JOINED: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول")
_WITH_ARTICLE: Final = ("ال", "وال", "بال", "لل")
_JOINED_IN_HEBREW: Final = ("ו", "ל", "ב", "כ", "מ", "ה", "ש")
_SHORTEST_JOINED = 3
_WITHOUT_ARTICLE: Final = folded_words("اثنان اثنين مائة")


def _by_word(kind: str) -> dict[str, int]:
    plain = {folded(word): value for value, words in _rows(kind) for word in words}
    joined = {prefix + word: value for word, value in plain.items() for prefix in _prefixes(word)}
    return joined | plain


def _rows(kind: str) -> Iterator[tuple[int, list[str]]]:
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{kind}\t"):
            _, value, words = line.split("\t")
            yield int(value), words.split()


def _prefixes(word: str) -> tuple[str, ...]:
    if "א" <= word[0] <= "ת":
        return _JOINED_IN_HEBREW if len(word) > _SHORTEST_JOINED else _JOINED_IN_HEBREW[:1]
    if not "\u0600" <= word[0] <= "\u06ff" or len(word) < _SHORTEST_JOINED:
        return ()
    if len(word) == _SHORTEST_JOINED:
        return ("و",)
    return _JOINED if word in _WITHOUT_ARTICLE else (*_JOINED, *_WITH_ARTICLE)


UNITS: Final = _by_word("unit") | NUMERAL_WORDS
SCALES: Final = _by_word("scale")
DUALS: Final = _by_word("dual")
CONSTRUCT_DUALS: Final = _by_word("construct dual")
PLURALS: Final = frozenset(_by_word("plural"))
# "About a thousand" has the form of "thousands"; "several thousand" that of a thousand.
GENITIVES: Final = folded_words("тысячи тисячі")
BEFORE_GENITIVES: Final = folded_words("около более свыше больше менее порядка до близько понад")
# Monday, and a town that has seven in its name.
NO_NUMBERS: Final = frozenset({("יום", "שני"), ("ביום", "שני"), ("באר", "שבע"), ("בבאר", "שבע")})
VAGUE: Final = folded_words("several few دهها صدها چند چندین")
# Parts of a scale before it, and after it or before it behind "and".
PARTS: Final = {
    folded(word): Decimal(value)
    for value, words in {"0.5": "نصف نیم half", "0.25": "ربع quarter", "1.5": "полтора полторы полутора"}.items()
    for word in words.split()
}
AND_PARTS: Final = {f"و{word}": value for word, value in PARTS.items() if "\u0600" <= word[0] <= "\u06ff"}
BETWEEN_PARTS: Final = folded_words("a of")
# Arabic "ten" as the second half of eleven to nineteen, and the "one" of eleven.
TEENS: Final = folded_words("عشر عشرة עשר עשרה")
# The "two" of twelve, which is written like "during" once it is folded.
BEFORE_TEENS: Final = frozenset(prefix + word for prefix in ("", *_JOINED) for word in folded_words("اثنا"))
ELEVENS: Final = folded_words("أحد إحدى وأحد وإحدى אחד אחת")
ANDS: Final = folded_words("and و")
