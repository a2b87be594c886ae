"""Numbers in words of languages that share a script with others: Turkish "on" is ten, English "on" is none.

The language is told by its little words. Its number words stand in language_numbers.tsv, each beside the English one by
which it is counted.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.compound_numbers import GERMAN, SPANISH, french, turkish
from scrapers.copies.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TABLE: Final = Path(__file__).with_name("language_numbers.tsv")
_LITTLE: Final = "little"  # the row of a language's little words
_SORANI: Final = "ckb"
_OF_STEPS: Final = {"fr": french, "tr": turkish}
_SORANI_LETTERS: Final = frozenset("ەێۆ")
_READ: Final = 200
_JOINING: Final = frozenset({"and", "of"})


def counted_words(words: Sequence[str], shown: Sequence[str]) -> Sequence[str]:
    """The words with those for numbers as counting knows them; the same where it knows the language's own."""
    if _all_words().isdisjoint(words):
        return words
    language = _language_of(words, shown)
    table = _numbers().get(language)
    if table is None:
        return words
    spelt = shown if language == _SORANI else words
    found = [table.get(its, word) for word, its in zip(words, spelt, strict=True)]
    return _OF_STEPS.get(language, list)(found)


def _language_of(words: Sequence[str], shown: Sequence[str]) -> str:
    """The language of which most little words stand there."""
    if not _SORANI_LETTERS.isdisjoint("".join(shown[:_READ])):
        return _SORANI
    first = frozenset(words[:_READ])
    little = _little_words()
    return max(little, key=lambda language: len(little[language] & first))


def _rows() -> Iterator[tuple[str, str, list[str]]]:
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, english, words = line.split("\t")
            yield language, english, words.split() if language == _SORANI else [folded(word) for word in words.split()]


@cache
def _little_words() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words) for language, kind, words in _rows() if kind == _LITTLE}


@cache
def _numbers() -> Mapping[str, Mapping[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for language, english, words in _rows():
        if english != _LITTLE:
            tables.setdefault(language, {}).update(dict.fromkeys(words, english))
    tables["de"].update((folded(word), each) for word, each in GERMAN.items())
    tables["es"].update((folded(word), each) for word, each in SPANISH.items())
    return tables


@cache
def _all_words() -> frozenset[str]:
    """As they are compared; without what only joins them."""
    return frozenset(folded(word) for table in _numbers().values() for word in table if table[word] not in _JOINING)
