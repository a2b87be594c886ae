"""Numbers that only seem to differ: one was left out, put in or moved, so that others stand in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

_NEAR: Final = 5
_FEWEST_BETWEEN: Final = 2  # words between numbers that changed places; nearer ones are one result: "2-1" and "1-2"
_MOST_BETWEEN: Final = 30


@dataclass(frozen=True, slots=True)
class Places:
    """The words of two texts, the places that stand for each other, and the elder's numbers where they ``differ``."""

    words: Sequence[str]
    others: Sequence[str]
    theirs: Mapping[int, int]
    ours: Mapping[int, int]
    differ: Mapping[int, str]
    told: AbstractSet[str]
    elders: AbstractSet[str]

    @classmethod
    def of(
        cls, words: Sequence[str], others: Sequence[str], theirs: Mapping[int, int], differ: Sequence[int]
    ) -> Places:
        """Those of two texts whose places stand for ``theirs``."""
        ours = {there: here for here, there in theirs.items()}
        elders = {here: others[theirs[here]] for here in differ}
        told = frozenset(words[here] for here in differ)
        return cls(words, others, theirs, ours, elders, told, frozenset(elders.values()))

    def is_moved(self, here: int, there: int) -> bool:
        """Whether one of the two numbers is told elsewhere in the other text, and not where it changed places."""
        number, its = self.words[here], self.others[there]
        if self._is_swapped(here, there - here):
            return False
        if its in self.told and number in self.elders:
            return True
        if number in _around(self.others, there) or its in _around(self.words, here):
            return True
        return self._is_beside_another(here, there)

    def is_between_the_same(self, here: int, there: int) -> bool:
        """Whether the words on both sides stand for each other."""
        return self.theirs.get(here - 1) == there - 1 and self.theirs.get(here + 1) == there + 1

    def _is_beside_another(self, here: int, there: int) -> bool:
        """One of the numbers stands beside the same neighbour elsewhere in the other text, where it is told alike.

        So the other one was put in: a live page's hour before a paragraph that begins with a number, a caption's year.
        """
        return any(
            _has_beside(self.others, self.theirs.get(here + step), -step, self.words[here])
            or _has_beside(self.words, self.ours.get(there + step), -step, self.others[there])
            for step in (-1, 1)
        )

    def _is_swapped(self, here: int, shift: int) -> bool:
        """Whether the other text has the number a few words on, and nothing differs up to there but numbers.

        Then each village has the toll of another one.
        """
        return any(
            abs(at - here) > _FEWEST_BETWEEN and self._differ_numbers_alone(min(at, here), max(at, here), shift)
            for at in range(here - _MOST_BETWEEN, here + _MOST_BETWEEN + 1)
            if self.differ.get(at) == self.words[here]
        )

    def _differ_numbers_alone(self, first: int, last: int, shift: int) -> bool:
        return all(
            self.theirs.get(at) == at + shift and (at in self.differ or self.words[at] == self.others[at + shift])
            for at in range(first - 1, last + 2)
        )


def _around(words: Sequence[str], at: int) -> Sequence[str]:
    """One of several numbers may have been left out, so that the others moved up."""
    return words[max(0, at - _NEAR) : at + _NEAR + 1]


def _has_beside(words: Sequence[str], at: int | None, step: int, number: str) -> bool:
    return at is not None and 0 <= at + step < len(words) and words[at + step] == number
