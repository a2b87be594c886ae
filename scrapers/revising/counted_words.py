"""What a page counts of itself: views, comments, shares.

The words stand in counted_words.tsv: language, and the words with ``|`` between.
"""

from __future__ import annotations

from pathlib import Path

from scrapers.normal_words import normal_words

_TABLE = Path(__file__).with_name("counted_words.tsv")

COUNTED_WORDS = frozenset(
    word
    for line in _TABLE.read_text(encoding="utf-8").splitlines()
    for word in normal_words(line.partition("\t")[2].replace("|", " "))
)
