"""Killed anywhere between comparing and the last word to Redis: nothing is lost, and nobody is told twice."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

from tests.archive import programs
from tests.scheduler.copying.wires import HALF

if TYPE_CHECKING:
    from tests.scheduler.copying.wires import Wires

# A worker of its own that commits the entry with this number, or fills the index.
WORKER = """
import asyncio, sys
from archive import entries
from archive.database import Archive
from tests.scheduler.copying.wires import HALF, WIRE, Wires

class Redis:
    url = sys.argv[2]

async def main():
    wires = Wires(Archive.open(sys.argv[1]), Redis)
    wires.begins()
    if sys.argv[3] == "restores":
        await wires.restoring().work()
    else:
        await wires.commits(wires.entry(int(sys.argv[3])), WIRE)

asyncio.run(main())
"""


def dies(wires: Wires, url: str, job: object, point: str) -> None:
    """A worker is killed there, and its lease ends."""
    killed = programs.run(WORKER, url, wires.redis.url, str(job), failpoint=point)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    wires.dies()


@pytest.mark.parametrize("point", ["after-meet", "inside-overtaken-check", "inside-commit"])
async def test_killed_before_the_commit(wires: Wires, url: str, point: str) -> None:
    """The copy that was quicker is told of; the article comes again, and is silent."""
    elder, copy = wires.claimed("enab"), wires.claimed("akhbar")
    dies(wires, url, elder.id, point)
    assert len((await wires.commits(copy, HALF)).alert_ids) == 1
    assert (await wires.commits(wires.claims_again(elder))).alert_ids == ()


@pytest.mark.parametrize("point", ["before-keep", "after-keep"])
async def test_killed_after_the_commit(wires: Wires, url: str, point: str) -> None:
    """Whether Redis has heard of the commit or not, the copy finds the article."""
    elder = wires.claimed("enab")
    dies(wires, url, elder.id, point)
    copy = await wires.commits(wires.claimed("akhbar"), HALF)
    assert (copy.is_copy, copy.alert_ids, wires.count("alerts")) == (True, (), 1)


async def test_killed_while_it_waits(wires: Wires, url: str) -> None:
    """The younger one dies while it waits for its elder; both come again."""
    elder, younger = wires.claimed("enab"), wires.claimed("akhbar")
    await wires.meets(elder)
    dies(wires, url, younger.id, "while-waiting")
    jobs = (wires.commits(wires.claims_again(each), desk=wires.worker()) for each in (younger, elder))
    done = await asyncio.gather(*jobs)
    assert [len(one.alert_ids) for one in done] == [0, 1]


async def test_killed_while_the_index_is_restored(wires: Wires, url: str) -> None:
    """It counts as whole only when the last article is there: until then the archive is asked."""
    first = await wires.commits(wires.claimed("enab"))
    wires.redis.is_flushed()
    dies(wires, url, "restores", "during-restore")
    assert not await wires.index().is_whole()
    copy = await wires.commits(wires.claimed("akhbar"), HALF)
    assert (copy.group_id, copy.alert_ids) == (first.group_id, ())
    await wires.restoring().work()
    assert await wires.index().is_whole()
