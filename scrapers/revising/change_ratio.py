"""How much of two texts differs: the share of the runs of three words of one that the other has not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_RUN = 3


def change_ratio(before: Sequence[str], after: Sequence[str]) -> float:
    """The larger share of the two, of what went and of what came; 0 for the same words in the same order."""
    old, new = _runs(before), _runs(after)
    return max(_share_alone(old, new), _share_alone(new, old))


def _share_alone(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return (one - other).total() / one.total() if one else 0.0


def _runs(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """The runs of three words; of fewer words, all of them as one."""
    if not words:
        return Counter()
    return Counter(tuple(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1)))
