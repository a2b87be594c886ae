"""Nothing that is watched, told or secret leaves the service but in its alerts, whatever goes wrong.

All faults are provoked in running services beside each other, once for each kind of logs; most of the time they wait
for deadlines.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.journeys.secrecy import inside
from tests.journeys.secrecy.canaries import CanaryWorld
from tests.journeys.secrecy.evidence import leaks_in_both_formats
from tests.journeys.secrecy.outside import Outside, everything_outside_fails

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    Plays = dict[str, asyncio.Task[list[str]]]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

PLAYS = {
    "the world outside": (Outside, everything_outside_fails),
    "what it stands on": (inside.OwnRedis, inside.everything_inside_fails),
    "PostgreSQL": (inside.OwnPostgres, inside.postgres_fails),
    "a page": (CanaryWorld, inside.page_kills_its_worker),
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def plays(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Plays]:
    """All of them under way."""
    folders = {name: tmp_path_factory.mktemp(name.replace(" ", "-")) for name in PLAYS}
    tasks = {name: asyncio.create_task(leaks_in_both_formats(*PLAYS[name], folders[name])) for name in PLAYS}
    yield tasks
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


@pytest.mark.parametrize("failing", PLAYS)
async def test_nothing_leaks_while_it_fails(plays: Plays, failing: str) -> None:
    """No log line, Sentry envelope, metric, error page, argument or environment holds a canary in any disguise."""
    assert await plays[failing] == []
