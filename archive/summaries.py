"""Summaries: what one recipient is told at once of many articles, kept as a notice whose lines are numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from archive.notices import add_notice
from archive.tables import notices

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.nouns import DeliveryPlan, Notice

MOST_LISTED = 20
_KIND = "catch-up"


@dataclass(frozen=True, slots=True)
class Summary:
    """How many ``articles`` there are, and of the last of them, the oldest first, the numbers of each one's alerts."""

    articles: int = 0
    listed: tuple[tuple[int, ...], ...] = ()

    def plus(self, alerts: Iterable[int]) -> Summary:
        """With an article more, about which there are these alerts."""
        return replace(self, articles=self.articles + 1, listed=(*self.listed, tuple(alerts))[-MOST_LISTED:])

    def to_lines(self) -> tuple[str, ...]:
        """The lines of the notice that keeps it: the sum, then an article a line."""
        return (f"{self.articles}", *(",".join(map(str, alerts)) for alerts in self.listed))

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Summary:
        """What ``to_lines`` has written."""
        articles, *listed = lines
        return cls(int(articles), tuple(tuple(map(int, line.split(","))) for line in listed))


def add_summary(tx: Connection, summary: Summary, to: DeliveryPlan, now: datetime) -> None:
    """Have it delivered to one recipient by one channel."""
    add_notice(tx, _KIND, "", summary.to_lines(), [to], now)


def summary_of(notice: Notice) -> Summary | None:
    """The summary that a notice keeps; None for a notice of another kind."""
    return Summary.from_lines(notice.lines) if notice.kind == _KIND else None


def summary_numbers(tx: Connection) -> frozenset[int]:
    """Which notices are summaries."""
    return frozenset(tx.execute(_NUMBERS).scalars())


_NUMBERS = select(notices.c.id).where(notices.c.kind == _KIND)
