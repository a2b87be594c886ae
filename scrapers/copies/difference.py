"""A fact that two texts tell differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OTHER_FACT: Final = 1.0
CLEAR_NUMBER: Final = 8.0  # between the same words on both sides: chance puts no number there


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """The place of its first word, as it is ``told`` and as the elder tells it; its ``weight`` against chance."""

    at: int
    told: str
    elders: str
    weight: float = OTHER_FACT
