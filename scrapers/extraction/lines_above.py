"""Lines above an article's text that tell of it: when, by whom, how long to read; often several in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.extraction.date_stamps import is_date_line
from scrapers.extraction.furniture import are_names_of, is_byline, is_furniture
from scrapers.extraction.metadata.date_lines import MARK, has_label
from scrapers.normal_words import normal_words
from scrapers.sentences import SENTENCE_ENDS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_MANY_PIECES = 3
_LONGEST_PIECE_WORDS = 5


def is_about_article(line: str, names: AbstractSet[str]) -> bool:
    """Whether a line tells of the article; ``names`` are the words of its writers' and its site's names."""
    return _tells(line, names) or _tells_much(line, names)


def is_surely_about_article(line: str, names: AbstractSet[str]) -> bool:
    """The same of a line that may stand below a standfirst: it says of what its date is, or tells several things."""
    return (is_date_line(line) and has_label(line)) or _tells_much(line, names)


def is_label(line: str) -> bool:
    """Whether it is no more than a few words, and no sentence."""
    return len(normal_words(line)) <= _LONGEST_PIECE_WORDS and not line.endswith(SENTENCE_ENDS)


def _tells(line: str, names: AbstractSet[str]) -> bool:
    return is_date_line(line) or is_byline(line) or (is_label(line) and are_names_of(line, names))


def _tells_much(line: str, names: AbstractSet[str]) -> bool:
    """Whether it tells several things, with marks between them."""
    pieces = [piece for piece in MARK.split(line) if piece]
    others = [piece for piece in pieces if not (_tells(piece, names) or is_furniture(piece))]
    may_be = not others or len(pieces) >= _MANY_PIECES
    return 1 < len(pieces) > len(others) and may_be and all(map(is_label, others))
