"""Redis fails in every way that it has, between any two steps: no article is lost, and nobody is told twice."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from redis.exceptions import RedisError

from gateway.breaker import FIRST_PAUSE_SECONDS
from gateway.redis_link import RedisUnavailable
from tests.scheduler.copying.wires import HALF, OTHER, WIRE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.scheduler.copying.wires import Wires
    from tests.servers.redis import RedisServer

SECONDS_TO_MEND = 20
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)


def is_evicted(server: RedisServer) -> None:
    """It has too little memory and may drop what it likes."""
    server.order("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    server.order("CONFIG", "SET", "maxmemory", "1")
    with suppress(RedisError):
        server.order("SET", "other", "x")
    server.has_room_again()


def is_renamed(server: RedisServer) -> None:
    """Somebody tidies up."""
    for key in keys_of(server):
        server.order("RENAME", key, f"old:{key}")


def has_one_key_less(server: RedisServer) -> None:
    """The eviction of a single one."""
    server.order("DEL", keys_of(server)[-1])


def has_other_types(server: RedisServer) -> None:
    """Somebody else writes to the same names."""
    for key in keys_of(server):
        server.order("DEL", key)
        server.order("LPUSH", key, "garbage")


def is_replaced(server: RedisServer) -> None:
    """A failover to a server that has nothing."""
    server.is_killed()
    server.loses_its_file()
    server.starts()


def hangs(server: RedisServer) -> None:
    """Somebody's script runs and runs; others hear BUSY soon."""
    server.order("CONFIG", "SET", "busy-reply-threshold", "50")
    thread = threading.Thread(target=runs_for_ever, args=(server,), daemon=True)
    thread.start()
    server.waits_until_busy()


def runs_for_ever(server: RedisServer) -> None:
    """Until it is killed."""
    with suppress(RedisError):
        server.order("EVAL", "while true do end", "0")


def hangs_no_more(server: RedisServer) -> None:
    """Somebody kills that script."""
    server.order("SCRIPT", "KILL")


def is_flushed_and_full(server: RedisServer) -> None:
    """It must begin anew, and may not."""
    server.is_flushed()
    server.fills_up()


def is_cut_off(server: RedisServer) -> None:
    """All connections break."""
    server.order("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")


def is_well(_server: RedisServer) -> None:
    """Nothing needs to be mended by hand."""


def keys_of(server: RedisServer) -> list[str]:
    """All keys of the index."""
    found = server.order("KEYS", "test:copies:*")
    assert isinstance(found, list)
    return sorted(map(str, found))


FAULTS: dict[str, tuple[Callable[[RedisServer], None], Callable[[RedisServer], None]]] = {
    "flushed": (lambda server: server.is_flushed(), is_well),
    "evicted": (is_evicted, is_well),
    "one key evicted": (has_one_key_less, is_well),
    "renamed": (is_renamed, is_well),
    "other types": (has_other_types, is_well),
    "full": (lambda server: server.fills_up(), lambda server: server.has_room_again()),
    "flushed and full": (is_flushed_and_full, lambda server: server.has_room_again()),
    "read only": (lambda server: server.becomes_a_replica(), lambda server: server.becomes_a_master()),
    "replaced by an empty one": (is_replaced, is_well),
    "busy": (hangs, hangs_no_more),
    "cut off": (is_cut_off, is_well),
    "frozen": (lambda server: server.freezes(), lambda server: server.thaws()),
    "down": (lambda server: server.is_killed(), lambda server: server.starts()),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_fault_between_an_article_and_its_copy(wires: Wires, fault: str) -> None:
    """The copy finds the article while Redis is of no use, and others find both when it is well again."""
    begins, ends = FAULTS[fault]
    first = await wires.commits(wires.claimed("enab"))
    begins(wires.redis)
    copy = await wires.commits(wires.claimed("akhbar"), HALF)
    other = await wires.commits(wires.claimed("enab"), OTHER, "school")
    ends(wires.redis)
    await is_mended(wires)
    again = [await wires.commits(wires.claimed("wire"), f"{body} خاص", name) for body, name in
             ((WIRE, "hajin"), (OTHER, "school"))]  # fmt: skip
    assert [one.group_id for one in (copy, *again)] == [first.group_id, first.group_id, other.group_id]
    assert [len(one.alert_ids) for one in (first, copy, other, *again)] == [1, 0, 1, 0, 0]


@pytest.mark.parametrize("fault", FAULTS)
async def test_fault_between_meeting_and_commit(wires: Wires, fault: str) -> None:
    """Two workers have the same text, and Redis fails when one of them has met: one of them is told of."""
    begins, ends = FAULTS[fault]
    met, go_on = asyncio.Event(), asyncio.Event()
    slow = asyncio.create_task(wires.commits_slowly(wires.claimed("enab"), met, go_on))
    await met.wait()
    begins(wires.redis)
    entry = wires.claimed("akhbar")
    quick = asyncio.create_task(wires.commits(entry, HALF, desk=wires.worker()))
    await asyncio.wait([quick], timeout=0.5)
    go_on.set()
    done = [await slow, await quick]
    ends(wires.redis)
    await is_mended(wires)
    late = await wires.commits(wires.claimed("wire"), f"{WIRE} خاص")
    assert sorted(len(one.alert_ids) for one in (*done, late)) == [0, 0, 1]
    assert len({one.group_id for one in (*done, late)}) == 1
    assert wires.count("articles") == 3


@pytest.mark.parametrize("fault", FAULTS)
async def test_fault_in_the_middle_of_it_all(wires: Wires, fault: str) -> None:
    """Three workers print one text after another while Redis fails at some moment: each text is told of once."""
    begins, ends = FAULTS[fault]
    workers = [wires.worker() for _ in range(3)]
    texts = [" ".join(f"{word}{'و' * number}" for word in WIRE.split()) for number in range(4)]
    jobs = [asyncio.create_task(wires.commits(wires.claimed(f"outlet{place}"), body + " آخر" * place, desk=desk))
            for body in texts for place, desk in enumerate(workers)]  # fmt: skip
    await asyncio.sleep(0.02)
    await asyncio.to_thread(begins, wires.redis)
    await asyncio.wait(jobs, timeout=3)
    await asyncio.to_thread(ends, wires.redis)
    done = await asyncio.gather(*jobs)
    assert sum(len(one.alert_ids) for one in done) == len({one.group_id for one in done}) == len(texts)
    assert wires.count("articles") == len(jobs)


async def is_mended(wires: Wires) -> None:
    """Crawlers look after the index every few seconds."""
    restoring = wires.restoring()
    async with asyncio.timeout(SECONDS_TO_MEND):
        while True:
            with suppress(RedisUnavailable):
                await restoring.work()
                if await wires.index().is_whole():
                    break
            await asyncio.sleep(0.2)
    await asyncio.sleep(FIRST_PAUSE_SECONDS)
