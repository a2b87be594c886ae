"""Last lines that hold no more than who wrote an article."""

from __future__ import annotations

from scrapers.extraction.zwnj import STAND_IN, ZWNJ
from scrapers.normal_words import normal_words
from scrapers.sentences import SENTENCE_ENDS

_LONGEST_WORDS = 5
_INITIALS_LETTERS = 2


def is_sign_off(line: str) -> bool:
    """Whether a last line holds no more than the writers' initials or the agency's name in brackets."""
    text = line.replace(STAND_IN, " ").replace(ZWNJ, " ").strip()
    words = normal_words(text)
    if len(words) > _LONGEST_WORDS or text.endswith(SENTENCE_ENDS):
        return False
    is_bracketed = text.startswith(("(", "[")) and text.endswith((")", "]")) and not any(map(str.isdigit, words))
    return is_bracketed or all(word.isdigit() or len(word) <= _INITIALS_LETTERS for word in words)
