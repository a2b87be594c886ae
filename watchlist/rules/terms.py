"""Which terms a condition speaks of, and which of them an article must have for it to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.rules.conditions import AtLeast, Condition, Either, Every, InField, Near, Not, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

_REGION = ("under:", "within:")


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


def required(condition: Condition) -> list[frozenset[str]]:
    """Sets of terms of each of which at least one must be found; none when the condition can hold without any."""
    match condition:
        case Term(key):
            return [frozenset({key})]
        case Every(parts) | Near(parts, _):
            return [keys for part in parts for keys in required(part)]
        case Either(parts):
            return _of_either([required(part) for part in parts])
        case InField(_, part) | AtLeast(_, part):
            return required(part)
        case _:
            return []


def _of_either(parts: Sequence[list[frozenset[str]]]) -> list[frozenset[str]]:
    """What one of several parts requires: a set of each, as far as all have one."""
    return [frozenset().union(*sets) for sets in zip(*parts, strict=False)]
