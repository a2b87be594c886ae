"""Words of which one excludes the other where everything around them is the same: compass points, nationalities.

Many languages write them like any other word, so they are known by a list: contraries.tsv.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TABLE: Final = Path(__file__).with_name("contraries.tsv")
_JOINED: Final = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ה", "ב", "ל", "מ", "ו")
_SHORTEST: Final = 3
_ANY_ENDING: Final = "*"

Meaning = tuple[str, str]


def are_contrary(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both name one of a kind, and not the same one."""
    meant, its = (dict(filter(None, map(meaning, each))) for each in (words, others))
    return any(meant[kind] != its[kind] for kind in meant.keys() & its.keys())


@lru_cache(1 << 12)
def meaning(word: str) -> Meaning | None:
    """The kind and which one of it the folded word means, with whatever is joined to it."""
    bare = (word[len(joined) :] for joined in _JOINED if word.startswith(joined))
    return next(filter(None, map(_meaning_of, (word, *bare))), None)


def _meaning_of(word: str) -> Meaning | None:
    words, stems = _meanings()
    if len(word) < _SHORTEST:
        return None
    return words.get(word) or next((stems[word[:end]] for end in range(len(word), 2, -1) if word[:end] in stems), None)


@cache
def _meanings() -> tuple[dict[str, Meaning], dict[str, Meaning]]:
    """Of whole words, and of what words begin with."""
    words, stems = {}, {}
    for word, meaning in _lines():
        if word.endswith(_ANY_ENDING):
            stems[folded(word.removesuffix(_ANY_ENDING))] = meaning
        else:
            words[folded(word)] = meaning
    return words, stems


def _lines() -> Iterator[tuple[str, Meaning]]:
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, meant, words = line.split("\t")
            yield from ((word, (kind, meant)) for word in words.split())
