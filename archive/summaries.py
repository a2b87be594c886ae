"""Summaries: what one recipient is told at once of many articles, kept as a notice whose lines are numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from archive.causes import FLOOD, Surge
from archive.notices import add_notice
from archive.tables import notices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.nouns import DeliveryPlan, Notice

MOST_LISTED = 20
CATCH_UP = "catch-up"
_OTHER = "+"
_KINDS = (CATCH_UP, FLOOD)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many ``articles`` there are, and of the last of them, the oldest first, the numbers of each one's alerts.

    ``surges`` are what brought them, where they were too many to be told one by one. ``others`` are articles that are
    counted and known, but for which a message has no room.
    """

    articles: int = 0
    listed: tuple[tuple[int, ...], ...] = ()
    surges: tuple[Surge, ...] = ()
    others: tuple[tuple[int, ...], ...] = ()

    def plus(self, alerts: Iterable[int]) -> Summary:
        """With an article more, about which there are these alerts."""
        return replace(self, articles=self.articles + 1, listed=(*self.listed, tuple(alerts))[-MOST_LISTED:])

    def to_lines(self) -> tuple[str, ...]:
        """The lines of the notice that keeps it: the sum, the surges, then an article a line."""
        surges = (surge.to_line() for surge in self.surges)
        return (f"{self.articles}", *surges, *map(_line, self.listed), *(_OTHER + _line(one) for one in self.others))

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Summary:
        """What ``to_lines`` has written."""
        articles, *others = lines
        surges = tuple(Surge.from_line(line) for line in others if line.startswith("["))
        listed = tuple(_numbers(line) for line in others if not line.startswith(("[", _OTHER)))
        unlisted = tuple(_numbers(line.removeprefix(_OTHER)) for line in others if line.startswith(_OTHER))
        return cls(int(articles), listed, surges, unlisted)


def _line(alerts: Iterable[int]) -> str:
    return ",".join(map(str, alerts))


def _numbers(line: str) -> tuple[int, ...]:
    return tuple(map(int, line.split(",")))


def in_parts(articles: Sequence[Sequence[int]], surges: tuple[Surge, ...], most: int, parts: int) -> list[Summary]:
    """Summaries of ``most`` articles each, so many at the most; what is left over the last one knows of."""
    numbers = [tuple(alerts) for alerts in articles]
    starts = range(0, len(numbers), most)[:parts]
    made = [Summary(len(part := numbers[start : start + most]), tuple(part), surges) for start in starts]
    left = tuple(numbers[len(starts) * most :])
    made[-1] = replace(made[-1], articles=made[-1].articles + len(left), others=left)
    return made


def add_summary(tx: Connection, summary: Summary, to: DeliveryPlan, now: datetime, kind: str = CATCH_UP) -> None:
    """Have it delivered to one recipient by one channel."""
    add_notice(tx, kind, "", summary.to_lines(), [to], now)


def summary_of(notice: Notice) -> Summary | None:
    """The summary that a notice keeps; None for a notice of another kind."""
    return Summary.from_lines(notice.lines) if notice.kind in _KINDS else None


def summary_numbers(tx: Connection) -> frozenset[int]:
    """Which notices are summaries."""
    return frozenset(tx.execute(_OF_SUMMARIES).scalars())


_OF_SUMMARIES = select(notices.c.id).where(notices.c.kind.in_(_KINDS))
