"""Things that outlets of several sides call by several names: whoever exchanges these tells the same news.

A line of one_thing.tsv has the names of one thing, as they stand in a sentence; articles do not count.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

_TABLE: Final = Path(__file__).with_name("one_thing.tsv")
_ARTICLES: Final = ("وال", "بال", "فال", "كال", "لل", "ال")
_JOINED: Final = "وبلفك"
_THE: Final = "the"


def are_one_thing(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the words of both, as they are compared, are names of one thing."""
    return not _meant(words).isdisjoint(_meant(others))


def _meant(words: Sequence[str]) -> AbstractSet[int]:
    things = _things()
    return {things[name] for name in _names(words) if name in things}


def _names(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words without articles, and without what Arabic joins to the first of them."""
    bare = tuple(_without_article(word) for word in words if word != _THE)
    if bare:
        yield bare
        if bare[0][0] in _JOINED and len(words[0]) > 1:
            yield _without_article(bare[0][1:]), *bare[1:]


def _without_article(word: str) -> str:
    found = next((article for article in _ARTICLES if word.startswith(article)), "")
    return word.removeprefix(found) or word


@cache
def _things() -> Mapping[tuple[str, ...], int]:
    """The number of the thing by each of its names."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {
        tuple(map(_without_article, wording_of(name).words)): number
        for number, line in enumerate(lines)
        if not line.startswith("#")
        for name in line.split("|")
    }
