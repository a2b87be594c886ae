"""Whether a new version of a file left out so much that its owner had better look at it. Pure.

A file that was cut off at a valid point, or an empty list by mistake, is a sound file. It is applied, for it may be
meant; whoever looks after the service is told, in counts alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# How many entries each part of a file has: ``{"places": 120, "actors": 7}``.
Counts = Mapping[str, int]

MANY = 10


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of a file that had ``before`` entries and has ``left``."""

    part: str
    before: int
    left: int


def losses(before: Counts, after: Counts) -> tuple[Loss, ...]:
    """The parts that lost all they had, or more than half of at least :data:`MANY`."""
    found = (Loss(part, count, after.get(part, 0)) for part, count in before.items())
    return tuple(loss for loss in found if _is_grave(loss))


def _is_grave(loss: Loss) -> bool:
    if loss.left == 0:
        return loss.before > 0
    return loss.before >= MANY and loss.left * 2 < loss.before
