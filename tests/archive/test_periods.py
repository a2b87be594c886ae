"""What is done once a period is done once, by however many schedulers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from archive.periods import claim_period
from tests.archive.world import NOON

if TYPE_CHECKING:
    from archive.database import Archive


def test_periods_are_claimed_once(archive: Archive) -> None:
    """The next day and another job are periods of their own."""
    claims = [("digest", "2026-11-22"), ("digest", "2026-11-22"), ("digest", "2026-11-23"), ("alive", "2026-11-22")]
    assert [archive.write_now(claim_period, job, day, NOON) for job, day in claims] == [True, False, True, True]


def test_racing_schedulers_claim_once(archive: Archive) -> None:
    """Two schedulers at midnight send one digest."""
    with ThreadPoolExecutor(6) as schedulers:
        won = list(schedulers.map(lambda _: archive.write_now(claim_period, "digest", "2026-11-22", NOON), range(6)))
    assert won.count(True) == 1
