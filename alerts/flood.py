"""Too many alerts at once: which are told by themselves, which together with others, and how long they wait. Pure.

The first alerts of a surge always go out at once. What is more than a feed or a rule usually brings is held and told in
summaries, soon at first and then at longer intervals, while the surge lasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from alerts.settings import EMAIL
from archive.causes import CauseKind
from archive.telling_held import Manner

if TYPE_CHECKING:
    from archive.volumes import Past

WINDOW = timedelta(minutes=10)
FEW = 3
_HIGH = "high"
_HIGH_SHARE = 3
_LATER_WAITS = (1, 2.5, 5, 7.5)
_HIGH_WAIT = 2.5
_FIRST_POLL_WAIT = 2.5
_WEEK_HOURS = 7 * 24
_HALF_A_DAY_HOURS = 12
_BUSIEST_SHARE = 0.05
# A call must stay under 20 kB.
_LISTED_IN_MAIL, _LISTED_IN_CALL = 100, 15


@dataclass(frozen=True, slots=True)
class FloodGuard:
    """``alerts`` in ten minutes are never too many, and neither are ``times`` as many as usual.

    A rule of high priority may have three times as many: when much happens, people need it most. ``first_wait`` is how
    long the first summary waits for others; the later ones wait longer.
    """

    alerts: int = 10
    times: float = 10.0
    window: timedelta = WINDOW
    few: int = FEW
    first_wait: timedelta = timedelta(minutes=2)

    def least(self, priority: str) -> int:
        """So many are never too many, whatever is usual."""
        return self.alerts * _share(priority)

    def is_flood(self, recent: int, past: Past, priority: str) -> bool:
        """Whether one more is too many after so many recent ones."""
        usual = usual_an_hour(past) * (self.window / timedelta(hours=1))
        return recent >= max(self.alerts, self.times * usual) * _share(priority)

    def wait(self, kind: CauseKind, priority: str, told: int) -> timedelta:
        """How long to wait for others, when so many summaries were told within the last hour."""
        times = _LATER_WAITS[min(told, len(_LATER_WAITS) - 1)]
        if kind is CauseKind.FIRST_POLL:
            times = max(times, _FIRST_POLL_WAIT)
        elif priority == _HIGH:
            times = min(times, _HIGH_WAIT)
        return self.first_wait * times


def usual_an_hour(past: Past) -> float:
    """How many alerts an hour are usual.

    The busiest hours do not count, lest an old flood make the next one usual: one of the first half a day, eight of a
    week. So what has come for some hours on the first day, and later for a day, becomes usual.
    """
    hours = min(max(past.hours, _HALF_A_DAY_HOURS), _WEEK_HOURS)
    busiest = max(1, round(hours * _BUSIEST_SHARE))
    return sum(sorted(past.by_hour, reverse=True)[busiest:]) / (hours - busiest)


def _share(priority: str) -> int:
    return _HIGH_SHARE if priority == _HIGH else 1


def manner() -> Manner:
    """How held alerts are told: a few by themselves, as if they had not been held."""
    return Manner(FEW, lambda channel: _LISTED_IN_MAIL if channel == EMAIL else _LISTED_IN_CALL, usual_an_hour, WINDOW)
