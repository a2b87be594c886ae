"""Which rules are worth asking: each is found by its rarest required term, and its second rarest must be there too."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from watchlist.rules.terms import is_region, required, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from watchlist.rules.conditions import Condition

# A region stands for many places, so it is met more often than a name that as many rules use.
_REGION_WEIGHT = 1_000
_MOST_PAIRS = 1_000


class RarestTerms:
    """An index of conditions; how rare a term is, is told by how few of them use it."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self._uses = Counter(key for condition in conditions for key in terms(condition))
        self._by_terms: dict[str, dict[str, list[int]]] = {}
        for at, condition in enumerate(conditions):
            for rarest, second in self._two_rarest(condition):
                self._by_terms.setdefault(rarest, {}).setdefault(second, []).append(at)

    def worth_asking(self, found: Iterable[str]) -> list[int]:
        """The places in the list of the conditions that these terms can make true."""
        there = dict.fromkeys(found).keys()
        by_second = [self._by_terms[key] for key in there & self._by_terms.keys()]
        return sorted({at for index in by_second for second in there & index.keys() for at in index[second]})

    def _two_rarest(self, condition: Condition) -> Iterator[tuple[str, str]]:
        """The pairs of terms of which one must be found; a term twice where nothing else is required."""
        rarest, *others = sorted(required(condition), key=self._weight)
        seconds = next((keys for keys in others if len(keys) * len(rarest) <= _MOST_PAIRS), None)
        for key in rarest:
            for second in seconds or (key,):
                yield key, second

    def _weight(self, keys: frozenset[str]) -> int:
        return sum(self._uses[key] + _REGION_WEIGHT * is_region(key) for key in keys)
