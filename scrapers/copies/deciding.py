"""What an article is to its elders: the best match of them, with what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers.copies.aligning import align
from scrapers.copies.facts import Difference, compared
from scrapers.copies.nouns import Relation, Verdict
from scrapers.copies.overlap import LEAST_SHARED, SAME_ITEM, Overlap
from scrapers.copies.sketching import SHORTEST_WORDS, triples_of
from scrapers.copies.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

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


def judge(text: Text, elders: Mapping[int, Text]) -> Verdict | None:
    """The best match of the elders: the one whose text has most in common with this one; None if none has enough.

    Where it tells other facts, another elder is a copy only if it tells this text's.
    """
    matches = [match for number, elder in elders.items() if (match := _match(text, number, elder))]
    wording = wording_of(text.body)
    disputed: set[int] = set()
    best = None
    for match in sorted(matches, key=lambda each: (each.shared + each.likeness, -each.number), reverse=True):
        other = wording_of(match.elder.body)
        alignment = align(wording.words, other.words, (wording.dateline, other.dateline))
        overlap = Overlap(match.shared, len(wording.words), len(other.words), alignment)
        if not overlap.is_enough(is_same_outlet=text.outlet == match.elder.outlet):
            continue
        comparison = compared(wording, other, alignment)
        if not comparison.differences and _settles(comparison.same, disputed):
            return Verdict(match.number, _copy(text, match), match.shared, ())
        best = best or _other_news(text, match, comparison.differences)
        disputed.update(each.at for each in comparison.differences)
    return best


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


def _other_news(text: Text, match: _Match, differing: Sequence[Difference]) -> Verdict:
    relation = Relation.SERIES if text.outlet == match.elder.outlet else Relation.OTHER_FACTS
    shown = dict.fromkeys(f"{each.elders} → {each.told}" for each in differing)
    return Verdict(match.number, relation, match.shared, tuple(shown)[:MOST_SHOWN])


def _copy(text: Text, match: _Match) -> Relation:
    is_again = text.outlet == match.elder.outlet and match.shared >= SAME_ITEM and _same_title(text, match.elder)
    return Relation.AGAIN if is_again else Relation.COPY


def _same_title(text: Text, elder: Text) -> bool:
    return wording_of(text.title).words == wording_of(elder.title).words
