"""What an article is to its elders: the best match of them, with what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers.copies.aligning import align
from scrapers.copies.day_words import differing_days
from scrapers.copies.facts import compared
from scrapers.copies.nouns import Relation, Verdict
from scrapers.copies.other_items import other_day, other_title, what_sets_apart
from scrapers.copies.overlap import LEAST_SHARED, SAME_ITEM, Overlap
from scrapers.copies.sketching import SHORTEST_WORDS, triples_of
from scrapers.copies.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from scrapers.copies.aligning import Alignment
    from scrapers.copies.difference import Difference
    from scrapers.copies.nouns import Text

COPIES: Final = frozenset({Relation.COPY, Relation.AGAIN})
MOST_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class _Match:
    """An elder with enough in common; ``likeness`` of the texts as wholes.

    Of two elders that both hold a text the one without other news wins.
    """

    number: int
    elder: Text
    shared: float
    likeness: float

    @property
    def rank(self) -> float:
        """By how much of both texts is the same."""
        return self.shared + self.likeness


def judge(text: Text, elders: Mapping[int, Text]) -> Verdict | None:
    """The best match of the elders: the one whose text has most in common with this one; None if none has enough.

    Where it tells other facts, another elder is a copy only if it tells this text's; of those as close that tell others
    the youngest is named, for a toll rises from what was told last. Where its outlet gave the words to
    another item before, no elder is a copy that this text stands as far apart from.
    """
    matches = [match for number, elder in elders.items() if (match := _match(text, number, elder))]
    is_apart = _is_apart(text, matches)
    words = len(wording_of(text.body).words)
    disputed: set[int] = set()
    best, rank = None, 0.0
    for match in sorted(matches, key=lambda each: (each.rank, -each.number), reverse=True):
        alignment = _aligned(text, match.elder)
        overlap = Overlap(match.shared, words, len(wording_of(match.elder.body).words), alignment)
        if not overlap.is_enough(is_same_outlet=text.outlet == match.elder.outlet):
            continue
        if is_apart and (told := what_sets_apart(text, match.elder, match.likeness)):
            best = best or Verdict(match.number, _no_copy(text, match), match.shared, (told,))
            continue
        differences, same = _told(text, match, alignment)
        if not differences and _settles(same, disputed):
            return Verdict(match.number, _copy(text, match), match.shared, ())
        if best is None or match.rank == rank:
            best, rank = _other_news(text, match, differences), match.rank
        disputed.update(each.at for each in differences)
    return best


def stands_apart(text: Text, elders: Iterable[Text]) -> bool:
    """Whether its outlet gave the words of one of these to another item, so that equal words make it no copy.

    Under another title it gave them only where they tell the same facts: a toll that has risen is in other words.
    """
    return _is_apart(text, (match for elder in elders if (match := _match(text, 0, elder))))


def _is_apart(text: Text, matches: Iterable[_Match]) -> bool:
    own = (each for each in matches if each.elder.outlet == text.outlet and each.shared >= SAME_ITEM)
    return any(
        other_day(text, each.elder, each.likeness)
        or (other_title(text, each.elder, each.likeness) and not _told(text, each, _aligned(text, each.elder))[0])
        for each in own
    )


def _aligned(text: Text, elder: Text) -> Alignment:
    wording, other = wording_of(text.body), wording_of(elder.body)
    return align(wording.words, other.words, (wording.dateline, other.dateline))


def _match(text: Text, number: int, elder: Text) -> _Match | None:
    triples, others = triples_of(text.body), triples_of(elder.body)
    fewer = min(len(triples), len(others))
    if fewer < SHORTEST_WORDS - 2:
        return None
    common = len(triples & others)
    if common < LEAST_SHARED * fewer:
        return None
    return _Match(number, elder, common / fewer, common / len(triples | others))


def _settles(same: AbstractSet[int], disputed: AbstractSet[int]) -> bool:
    """Whether most of the facts in dispute are told alike."""
    return not disputed or 2 * len(disputed & same) > len(disputed)


def _told(text: Text, match: _Match, alignment: Alignment) -> tuple[Sequence[Difference], AbstractSet[int]]:
    """What is told differently, and where they tell the same. An outlet knows which day it speaks of."""
    wording, other = wording_of(text.body), wording_of(match.elder.body)
    is_same_outlet = text.outlet == match.elder.outlet
    comparison = compared(wording, other, alignment, is_same_outlet=is_same_outlet)
    days = differing_days(wording, other, alignment) if is_same_outlet else ()
    return (*comparison.differences, *days), comparison.same


def _other_news(text: Text, match: _Match, differing: Sequence[Difference]) -> Verdict:
    shown = dict.fromkeys(f"{each.elders} → {each.told}" for each in differing)
    return Verdict(match.number, _no_copy(text, match), match.shared, tuple(shown)[:MOST_SHOWN])


def _no_copy(text: Text, match: _Match) -> Relation:
    return Relation.SERIES if text.outlet == match.elder.outlet else Relation.OTHER_FACTS


def _copy(text: Text, match: _Match) -> Relation:
    is_again = text.outlet == match.elder.outlet and match.shared >= SAME_ITEM and _same_title(text, match.elder)
    return Relation.AGAIN if is_again else Relation.COPY


def _same_title(text: Text, elder: Text) -> bool:
    return wording_of(text.title).words == wording_of(elder.title).words
