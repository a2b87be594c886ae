"""Habits: what a feed's server does besides answering: is slow, names a wrong charset, lists too much, repeats dates.

Two slow answers in a row are a habit and two quick ones end it, so that one slow night's answer is not told of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SLOW_SHARE = 0.4
_SLOW_FROM = 2
STILL_ENTRIES = 10
STILL_FOR = timedelta(days=3)
_LONGEST_CHARSET = 60


@dataclass(frozen=True, slots=True)
class Habits:
    """``slow`` counts slow answers up to two, down again; ``is_slow`` from two in a row until it is none again.

    ``charset`` is what its bytes are and what they are said to be. ``newest`` is the latest date of an entry ever shown
    (seconds since 1970), ``still`` how many dated entries came since it last advanced; ``left_out`` how many items its
    document has over the limit.
    """

    slow: int = 0
    is_slow: bool = False
    charset: str = ""
    newest: float | None = None
    still: int = 0
    left_out: int = 0


NO_HABITS = Habits()


def after_answer(habits: Habits, time_share: float) -> Habits:
    """After a good answer that took this share of its time."""
    slow = min(habits.slow + 1, _SLOW_FROM) if time_share >= SLOW_SHARE else max(habits.slow - 1, 0)
    return replace(habits, slow=slow, is_slow=slow == _SLOW_FROM or (habits.is_slow and slow > 0))


def after_document(habits: Habits, charset: str, left_out: int) -> Habits:
    """After a document that was read whole, with what was told of its charset, and the items that were too many."""
    return replace(habits, charset=charset[:_LONGEST_CHARSET], left_out=left_out)


def after_entries(habits: Habits, published: Sequence[datetime | None]) -> Habits:
    """After new entries with these dates; entries without one say nothing."""
    dates = [date.timestamp() for date in published if date is not None]
    if not dates:
        return habits
    if habits.newest is None or max(dates) > habits.newest:
        return replace(habits, newest=max(dates), still=0)
    return replace(habits, still=min(habits.still + len(dates), 1_000))


def is_stale(habits: Habits, last_entry_at: datetime) -> bool:
    """Whether entries come on and on, but none is younger than what was there days ago."""
    if habits.newest is None or habits.still < STILL_ENTRIES:
        return False
    return last_entry_at.timestamp() - habits.newest >= STILL_FOR.total_seconds()
