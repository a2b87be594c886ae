"""The service's own cadence as a policy of the yardsticks' polling simulator; nothing here but the translation.

A knob is the constant of the square-root law. Minutes of the simulation are counted from a Monday; its own jitter
stands in for ours.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scrapers.cadence.decision import Situation, next_poll
from scrapers.cadence.pace import NOTHING_LEARNED, learn

if TYPE_CHECKING:
    from collections.abc import Callable

START = datetime(2026, 1, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FLOOR = timedelta(minutes=2)
CEILING = timedelta(days=1)


def make(knob: float) -> Callable[[float, list[float], int, dict[str, Any]], float]:
    """The policy with this constant: minutes until the next poll."""

    def policy(now: float, history: list[float], new: int, state: dict[str, Any]) -> float:
        at = START + now * MINUTE
        published = [START + minute * MINUTE for minute in history[len(history) - new :]]
        pace = learn(state.get("pace", NOTHING_LEARNED), published, at, asked_before=state.get("asked"))
        state.update(pace=pace, asked=at)
        return (next_poll(Situation(at, FLOOR, CEILING, knob, 0.5, pace)) - at) / MINUTE

    return policy
