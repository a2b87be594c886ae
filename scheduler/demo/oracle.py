"""Compares what had to be delivered with what was: lost, doubled, or expected by nobody. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.demo.nouns import ExpectedAlert

CHANNELS = ("email", "webhook")


@dataclass(frozen=True, slots=True)
class Landed:
    """An alert at a channel, and the seconds from the answer that first showed its entry; None where it was held."""

    channel: str
    alert: ExpectedAlert
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, counted per alert and channel."""

    expected: int
    delivered: int
    lost: int
    doubled: int
    unexpected: int
    seconds: tuple[float, ...] = field(repr=False)

    @property
    def holds(self) -> bool:
        """Whether everything expected was delivered once, and nothing else."""
        return self.expected == self.delivered and not (self.lost or self.doubled or self.unexpected)

    def percentile(self, percent: int) -> float:
        """Seconds that so many percent of the deliveries took at most; 0 when there was none."""
        if len(self.seconds) < 2:  # noqa: PLR2004 - quantiles need two points
            return round(max(self.seconds, default=0.0), 2)
        return round(quantiles(self.seconds, n=100, method="inclusive")[percent - 1], 2)


def judge(expected: Iterable[ExpectedAlert], landed: Iterable[Landed]) -> Verdict:
    """The verdict on all channels together."""
    wanted = {(channel, alert) for channel in CHANNELS for alert in expected}
    landed = list(landed)
    counts = Counter((one.channel, one.alert) for one in landed)
    return Verdict(
        expected=len(wanted),
        delivered=len(counts),
        lost=len(wanted - counts.keys()),
        doubled=sum(counts.values()) - len(counts),
        unexpected=len(counts.keys() - wanted),
        seconds=tuple(one.seconds for one in landed if one.seconds is not None),
    )
