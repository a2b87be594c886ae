"""What an article is to its elders: the best match of them, with what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scrapers.copies.aligning import align
from scrapers.copies.facts import differing_facts
from scrapers.copies.nouns import Relation, Verdict
from scrapers.copies.sketching import SHORTEST_WORDS, triples_of
from scrapers.copies.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.copies.nouns import Text

LEAST_SHARED: Final = 0.3
SURELY_SHARED: Final = 0.6
SAME_ITEM: Final = 0.9
_LEAD_WORDS: Final = 40
_LEAD_SHARED: Final = 0.25
_REMEMBERED: Final = 1_024


@dataclass(frozen=True, slots=True)
class _Match:
    number: int
    shared: float
    likeness: float  # of the texts as wholes: of two elders that both contain a text the one without other news wins


def judge(text: Text, elders: Mapping[int, Text]) -> Verdict | None:
    """The best match of the elders: the one whose text has most in common with this one; None if none has enough.

    A copy goes before an elder that tells other facts in more of the same words.
    """
    matches = [match for number, elder in elders.items() if (match := _match(text, number, elder))]
    best = None
    for match in sorted(matches, key=lambda each: (each.shared + each.likeness, -each.number), reverse=True):
        verdict = _verdict(text, elders[match.number], match)
        if verdict and verdict.relation in {Relation.COPY, Relation.AGAIN}:
            return verdict
        best = best or verdict
    return best


def _match(text: Text, number: int, elder: Text) -> _Match | None:
    triples, others = _triple_set(text.body), _triple_set(elder.body)
    if min(len(triples), len(others)) < SHORTEST_WORDS - 2:
        return None
    common = len(triples & others)
    shared = common / min(len(triples), len(others))
    return _Match(number, shared, common / len(triples | others)) if shared >= LEAST_SHARED else None


def _verdict(text: Text, elder: Text, match: _Match) -> Verdict | None:
    wording, other = wording_of(text.body), wording_of(elder.body)
    if match.shared < SURELY_SHARED and not _shares_lead(wording, elder):
        return None
    differing = differing_facts(wording, other, align(wording.words, other.words))
    return Verdict(match.number, _relation(text, elder, match, differing), match.shared, differing)


def _relation(text: Text, elder: Text, match: _Match, differing: tuple[str, ...]) -> Relation:
    if differing:
        return Relation.SERIES if text.outlet == elder.outlet else Relation.OTHER_FACTS
    if text.outlet == elder.outlet and match.shared >= SAME_ITEM and _same_title(text, elder):
        return Relation.AGAIN
    return Relation.COPY


def _shares_lead(wording: Wording, elder: Text) -> bool:
    lead = set(triples_of(wording.words[:_LEAD_WORDS]))
    return len(lead & _triple_set(elder.body)) >= _LEAD_SHARED * len(lead)


def _same_title(text: Text, elder: Text) -> bool:
    return wording_of(text.title).words == wording_of(elder.title).words


@lru_cache(_REMEMBERED)
def _triple_set(body: str) -> frozenset[int]:
    return frozenset(triples_of(wording_of(body).words))
