"""What the worst answers may cost: so much memory, so much time, and nobody else's poll."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.bombs.bombs import bombs
from tests.servers.http import MEBIBYTE

if TYPE_CHECKING:
    from tests.bombs.field import Field

pytestmark = pytest.mark.asyncio(loop_scope="session")

MEMORY = 300 * MEBIBYTE
SECONDS = 10.0
# The honest publisher is asked every half second; no feed is polled more often than every two minutes by default.
HONEST_SECONDS = 10.0
BOMBS = bombs("")
# These are over in a moment, and stay among the ordinary tests.
QUICK = (
    *("gzip-unsaid", "br", "gigabyte", "endless", "external-file", "external-dtd", "xinclude", "nested-in-a-feed"),
    *("deep-json", "megabyte-header", "20000-headers", "zipped-opml", "300000-marks", "marks-in-a-feed"),
)
ALL = [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in BOMBS]


@pytest.mark.parametrize("name", ALL)
async def test_bomb_costs_little_and_nobody_notices(field: Field, name: str) -> None:
    """Peak memory of crawler and parsers, time until it is over, and the polls of an honest publisher meanwhile."""
    visits = field.canary.visits
    report = await field.goes_off(name)
    sys.stdout.write(report.line(name))
    assert report.status in BOMBS[name].statuses
    assert report.peak_bytes < MEMORY
    assert report.seconds < SECONDS
    assert report.slowest_seconds < HONEST_SECONDS
    assert field.canary.visits == visits
