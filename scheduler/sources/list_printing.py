"""Prints the sources, one a line, and as a record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scheduler.cli.paper import clean
from scheduler.sources.rows import NOT_YET, OFF, sparkline
from scheduler.sources.times import since

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from scheduler.cli.paper import Paper
    from scheduler.sources.rows import Row

_HEAD = (
    f"{'id':>6}  {'state':<17} {'failures':>8}  {'last good':<11} {'next poll':<11} {'a day':>6}  {'14 days':<14}  name"
)
_QUIET = frozenset({NOT_YET, OFF})


def print_rows(rows: Sequence[Row], now: datetime, paper: Paper, put: Callable[[str], None]) -> None:
    """With colours on a terminal; elsewhere plain lines, which go out fast."""
    if not paper.is_terminal:
        for line in [_HEAD, *(_line(row, now) + clean(row.name) for row in rows)]:
            put(line)
        return
    paper.line(_HEAD, style="dim")
    for row in rows:
        style = "red" if row.is_failing else "dim" if row.state in _QUIET else ""
        paper.line(_line(row, now), row.name, style=style)


def record_of(rows: Sequence[Row]) -> dict[str, Any]:
    """``{"feeds": [...], "failing": N}``."""
    return {"feeds": [record_of_row(row) for row in rows], "failing": sum(row.is_failing for row in rows)}


def record_of_row(row: Row) -> dict[str, Any]:
    """A source by what ``Row`` calls its facts."""
    times = {name: _iso(getattr(row, name)) for name in ("since", "last_ok_at", "next_poll_at")}
    facts = {name: fact for name, fact in asdict(row).items() if name != "is_failing"}
    return facts | times | {"entries_per_day": round(row.entries_per_day, 2), "failing": row.is_failing}


def _line(row: Row, now: datetime) -> str:
    number = "-" if row.id is None else str(row.id)
    polls = f"{since(row.last_ok_at, now):<11} {_next(row, now):<11}"
    return (
        f"{number:>6}  {row.state:<17} {row.failures or '-':>8}  {polls} "
        f"{row.entries_per_day:>6.1f}  {sparkline(row.days)}  "
    )


def _next(row: Row, now: datetime) -> str:
    if row.next_poll_at is None:
        return "-"
    return "due" if row.next_poll_at <= now else since(row.next_poll_at, now)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
