"""What tells lines and pages apart: short hashes, for a site has many of both."""

from __future__ import annotations

import re
from hashlib import blake2b

from scrapers.normal_words import normal_words
from scrapers.sentences import SENTENCE_ENDS
from scrapers.url_key import url_key

LINE_BYTES = 6
PAGE_BYTES = 2
# What is longer is no furniture; nobody counts it.
MOST_WORDS = 80
_MOST_CHARACTERS = 2_000
_DIGITS = re.compile(r"\d+")


def line_key(line: str) -> bytes | None:
    """Equal for lines of the same words, whatever a counter or date in them says; None for a line not to be counted.

    The numbers of a whole sentence are no counter: "12 raids" today is other news than "7 raids" yesterday.
    """
    words = normal_words(line) if len(line) <= _MOST_CHARACTERS else []
    if not words or len(words) > MOST_WORDS:
        return None
    said = " ".join(words)
    return _hash(said if line.rstrip().endswith(SENTENCE_ENDS) else _DIGITS.sub("0", said), LINE_BYTES)


def page_print(url: str) -> bytes:
    """Equal for two addresses of one article. Two pages may share one by chance: then one of them is not counted."""
    return _hash(url_key(url), PAGE_BYTES)


def word_count(line: str) -> int:
    """How many words a line has."""
    return len(normal_words(line))


def _hash(text: str, size: int) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()
