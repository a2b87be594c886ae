"""The wording of a text: its words as they are compared, beside how they are written.

Of a long text the first part alone: a copy shows itself in its first words, and no text may cost more than another.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from scrapers.copies.counting import BEGINNINGS, numbers_in
from scrapers.copies.folding import folded, numerals
from scrapers.copies.number_languages import counted_words

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_WORDS = 3_000
MOST_CHARACTERS = 40_000
_LATEST_TEXTS = 512

# Vowel signs, lengthening strokes and joiners stand inside words and would part them.
_SIGNS = re.compile(
    r"['’ʼ](?<=[\u0400-\u04ff].)(?=[\u0400-\u04ff])|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]+"
)
# Marks stand inside the words of India's scripts; scripts without spaces are read by signs or syllables.
_INDIAN = r"(?=[^\W\d_])(?:(?!\d)[\u0900-\u0963\u0971-\u0dff])+"
_THAI = (
    "[\u0e40-\u0e44\u0ec0-\u0ec4]?[\u0e01-\u0e2e\u0e81-\u0eae][\u0e2f-\u0e3a\u0e45-\u0e4e\u0eaf-\u0ebd\u0ec6-\u0ece]*"
)
_BURMESE = "[\u1000-\u102a\u1780-\u17b3][\u102b-\u103e\u17b4-\u17d3]*"
_PIECES = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,:٫٬،]\d+)*"
    r"|[^\W\d_\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
    rf"|[\u3040-\u30ff\u3400-\u9fff]|{_INDIAN}|{_THAI}|{_BURMESE}"
    r"|[.!?؟۔…।॥。！？\n\u2028\u2029,;:،؛()]"
)
# A place, a date, an agency, then a dash, a slash, a closing bracket or an agency's colon.
_DATELINE = re.compile(
    r"[^\n.!?؟«\"]{1,60}?(?:\s[-–—/]+\s|\)\s*[-–—/:]*\s)(?:\([^)\n]{1,30}\)\s*[-–—/:]*\s|[^\n.,،:!?؟«\"]{1,30}:\s)?"
    r"|[^\n.,،!?؟«\"]{1,30}:\s"
)
_SIGN = re.compile("[,،(/–—:]|\\s-")
_PAUSES = frozenset(",;:،؛()")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Wording:
    """``words`` as they are compared, numbers as numerals; as ``shown`` in the text; ``openings`` of sentences.

    The first ``dateline`` words are a dateline or name the agency: "BEIRUT, Nov 23 (Agency) - "; of these the first
    ``place`` stand before the first sign. ``text`` is what was read.
    """

    words: tuple[str, ...]
    shown: tuple[str, ...]
    openings: frozenset[int]
    dateline: int = 0
    place: int = 0
    text: str = ""


_known: WeakValueDictionary[str, Wording] = WeakValueDictionary()
_latest: deque[Wording] = deque(maxlen=_LATEST_TEXTS)


def wording_of(text: str) -> Wording:
    """The text's first ``MOST_WORDS`` words. It is read once for as long as somebody holds what was read."""
    known = _known.get(text)
    if known is None:
        known = _known[text] = _read(text)
        _latest.append(known)
    return known


def _read(text: str) -> Wording:
    words: list[str] = []
    shown: list[str] = []
    openings = {0}
    breaks = {0}
    for piece in _PIECES.findall(_SIGNS.sub("", text[:MOST_CHARACTERS])):
        if piece[0].isalpha():
            if word := folded(piece):
                words.append(word)
                shown.append(piece)
        elif piece[0].isdecimal():
            values = numerals(piece)
            words += values
            shown += values if len(values) > 1 else (piece,)
        else:
            breaks.add(len(words))
            if piece not in _PAUSES:
                openings.add(len(words))
        if len(words) >= MOST_WORDS:
            break
    counted = counted_words(words, shown)
    if not BEGINNINGS.isdisjoint(counted):
        words, shown, openings = _with_numerals(words, shown, openings, numbers_in(counted, breaks))
    return Wording(tuple(words), tuple(shown), frozenset(openings), *_dateline(text), text)


def _dateline(text: str) -> tuple[int, int]:
    """How many words the dateline has, and how many of them the place."""
    found = _DATELINE.match(text)
    if not found:
        return 0, 0
    place = _SIGN.split(found[0], maxsplit=1)[0]
    return _count(found[0]), _count(place)


def _count(part: str) -> int:
    return sum(piece[0].isalnum() for piece in _PIECES.findall(part))


def _with_numerals(
    words: list[str], shown: list[str], openings: set[int], numbers: Iterable[tuple[int, int, str]]
) -> tuple[list[str], list[str], set[int]]:
    """The same, with each number in words as one numeral."""
    kept_words: list[str] = []
    kept_shown: list[str] = []
    kept_openings: set[int] = set()
    at = 0
    for start, end, numeral in numbers:
        shift = len(kept_words) - at
        kept_openings |= {place + shift for place in openings if at <= place <= start}
        kept_words += [*words[at:start], numeral]
        kept_shown += [*shown[at:start], " ".join(shown[start:end])]
        at = end
    shift = len(kept_words) - at
    kept_openings |= {place + shift for place in openings if place >= at}
    return [*kept_words, *words[at:]], [*kept_shown, *shown[at:]], kept_openings
