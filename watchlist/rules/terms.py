"""Which terms a condition speaks of, and which of them an article must have for it to hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from watchlist.rules.conditions import AtLeast, Condition, Either, Every, InField, Near, Not, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_REGION = ("under:", "within:")
# A region stands for many places, so it is met more often than a name that as many rules use.
_REGION_WEIGHT = 1_000


def is_region(term: str) -> bool:
    """Whether the term is a part of the map and not something that is written in a text."""
    return term.startswith(_REGION)


def is_phrase(term: str) -> bool:
    """Whether the term stands for words of a text."""
    return term.startswith('"')


def terms(condition: Condition, *, wanted: bool = True) -> frozenset[str]:
    """The terms whose presence can make the condition true (``wanted``) or false."""
    match condition:
        case Term(key):
            return frozenset({key}) if wanted else frozenset()
        case Every(parts) | Either(parts) | Near(parts, _):
            return frozenset().union(*(terms(part, wanted=wanted) for part in parts))
        case InField(_, part) | AtLeast(_, part):
            return terms(part, wanted=wanted)
        case Not(part):
            return terms(part, wanted=not wanted)
        case _:
            return frozenset()


def required(condition: Condition, weight: Callable[[str], int] = lambda _: 1) -> frozenset[str] | None:
    """The lightest terms of which at least one must be found; None when the condition can hold without any."""
    match condition:
        case Term(key):
            return frozenset({key})
        case Every(parts) | Near(parts, _):
            return min(_known(parts, weight), key=lambda keys: sum(map(weight, keys)), default=None)
        case Either(parts):
            known = _known(parts, weight)
            return frozenset().union(*known) if len(known) == len(parts) else None
        case InField(_, part) | AtLeast(_, part):
            return required(part, weight)
        case _:
            return None


def _known(parts: Iterable[Condition], weight: Callable[[str], int]) -> list[frozenset[str]]:
    return [keys for part in parts if (keys := required(part, weight)) is not None]


def index_by_rarest(conditions: Sequence[Condition]) -> dict[str, list[int]]:
    """The places of the conditions in their list, each under those of its required terms that fewest of them use."""
    uses = Counter(key for condition in conditions for key in terms(condition))

    def weight(key: str) -> int:
        return uses[key] + _REGION_WEIGHT * is_region(key)

    index: dict[str, list[int]] = {}
    for at, condition in enumerate(conditions):
        for key in required(condition, weight) or ():
            index.setdefault(key, []).append(at)
    return index
