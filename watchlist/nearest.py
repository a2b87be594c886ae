"""The nearest valid id to a mistaken one, for error messages."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MANY = 2_000


def nearest(mistaken: str, valid: Iterable[str]) -> str | None:
    """The valid id most like the mistaken one, or None; among many only those with the same beginning are compared."""
    candidates = list(valid)
    if len(candidates) > _MANY:
        candidates = [each for each in candidates if each[:2] == mistaken[:2]][:_MANY]
    return next(iter(get_close_matches(mistaken, candidates, n=1)), None)


def hint_for(mistaken: str, valid: Iterable[str]) -> str:
    """A question that names the nearest valid id; empty when none is near."""
    near = nearest(mistaken, valid)
    return f"did you mean {near!r}?" if near else ""
