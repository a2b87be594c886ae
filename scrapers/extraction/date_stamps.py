"""Lines that say when and no more: the stamp of an article, which is none of its text."""

from __future__ import annotations

import re

from scrapers.extraction.metadata.date_lines import AGO, other_words
from scrapers.sentences import SENTENCE_ENDS

_LONGEST = 150
# Numbers alone are no stamp: ``12 30`` may be figures of a list.
_TIME = re.compile(r"\b\d{4}\b|\b\d{1,2}[:.]\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_MARK = re.compile(r"\s*[|•·]\s*")
_FEWEST_PIECES = 3
_LONGEST_PIECE_WORDS = 4


def is_date_line(line: str) -> bool:
    """Whether each of its words belongs to a date, or says of what: ``12 killed in May 2024`` is news.

    Beside a date may stand, behind marks, what else is told of an article in a few words each.
    """
    if len(line) > _LONGEST:
        return False
    if _is_stamp(line):
        return True
    pieces = [piece for piece in _MARK.split(line) if piece]
    others = [piece for piece in pieces if not _is_stamp(piece)]
    return _FEWEST_PIECES <= len(pieces) > len(others) and all(map(_is_short, others))


def _is_stamp(text: str) -> bool:
    words = other_words(text)
    if _TIME.search(text):
        return not words
    return bool(words) and all(word in AGO for word in words)


def _is_short(piece: str) -> bool:
    return len(piece.split()) <= _LONGEST_PIECE_WORDS and not piece.endswith(SENTENCE_ENDS)
