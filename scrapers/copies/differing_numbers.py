"""Numbers that differ where two aligned texts have one each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.copies.difference import CLEAR_NUMBER, OTHER_FACT, Difference
from scrapers.copies.folding import folded
from scrapers.copies.magnitudes import may_be
from scrapers.copies.moved_numbers import Places
from scrapers.copies.number_words import SCALES
from scrapers.copies.passing import passes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.copies.wording import Wording


def differing_numbers(wording: Wording, other: Wording, pairs: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """Those behind the datelines that are no other ones left out, put in or moved."""
    differing = [(here, there) for here, there in pairs if wording.words[here] != other.words[there]]
    if not differing:
        return
    places = Places.of(wording.words, other.words, dict(pairs), [here for here, _ in differing])
    for here, there in differing:
        number, its = wording.words[here], other.words[there]
        if here < wording.dateline or there < other.dateline or may_be(number, its) or places.is_moved(here, there):
            continue
        if not _is_part(wording.shown[here], other.shown[there]) and not (
            passes(number, wording) and passes(its, other)
        ):
            weight = CLEAR_NUMBER if places.is_between_the_same(here, there) else OTHER_FACT
            yield Difference(here, wording.shown[here], other.shown[there], weight)


def _is_part(shown: str, other: str) -> bool:
    """Of one a scale or what stands before it was left out, as rewording may do; ten is no part of twelve."""
    words, others = set(map(folded, shown.split())), set(map(folded, other.split()))
    return (words < others or others < words) and any(word in SCALES or word[0].isdecimal() for word in words ^ others)
