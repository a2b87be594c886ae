"""Prints one source for a person, and as a record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from alerts.wording import wording_for
from scheduler.sources.list_printing import record_of_row
from scheduler.sources.portrait import lines_of
from scheduler.sources.times import at

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.cli.paper import Paper
    from scheduler.sources.portrait import Portrait


def print_portrait(portrait: Portrait, now: datetime, paper: Paper) -> None:
    """All that is known, then the last entries."""
    number = portrait.row.id
    paper.line(f"Feed {number}: " if number is not None else "Not polled yet: ", portrait.row.name, style="bold")
    for label, value in lines_of(portrait, _advice(portrait), now):
        paper.fact(label, value)
    if portrait.entries:
        paper.head("Last entries, as they were seen")
    for entry in portrait.entries:
        paper.line(f"{at(entry.first_seen_at)}  {entry.state:<9} ", entry.title or entry.url, indent=2)


def record_of(portrait: Portrait, now: datetime) -> dict[str, Any]:
    """The row of ``marsad feeds list``, with ``facts`` as they are printed and the last ``entries``."""
    facts = [{"label": label, "value": value} for label, value in lines_of(portrait, _advice(portrait), now)]
    times = ("published_at", "first_seen_at")
    entries = [
        asdict(entry) | {name: moment.isoformat() if (moment := getattr(entry, name)) else None for name in times}
        for entry in portrait.entries
    ]
    return {**record_of_row(portrait.row), "facts": facts, "entries": entries}


def _advice(portrait: Portrait) -> str:
    return wording_for("en").feed_advice.get(portrait.row.state, "")
