"""What a part of the benchmark returns."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Part(Protocol):
    """A part of the benchmark; its service keeps its files in ``folder``."""

    async def __call__(self, folder: Path, *, short: bool) -> list[Figure]:
        """Set up, watch, return figures."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and the limit it must keep; without a limit it only explains."""

    part: str
    what: str
    value: float
    unit: str = ""
    limit: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the limit is kept; nothing measured (NaN) keeps none."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed; NaN of none."""
    if len(values) < 2:
        return values[0] if values else float("nan")
    return quantiles(values, n=100, method="inclusive")[percent - 1]
