"""Due times in a real Valkey: what is due is taken once, leased hosts are passed over, a lost set is noticed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisUnavailable
from scheduler.due import LEASE, MOST_FEEDS, MOST_QUEUED, PATIENCE_MS, DueTimes
from scrapers.hosts import HostBusy, HostLeases
from scrapers.pauses import Pauses
from tests.scheduler.nouns import NOON

if TYPE_CHECKING:
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer

HOSTS = {1: "enab.example", 2: "enab.example", 3: "sana.example"}


@pytest.fixture
async def due(link: RedisLink) -> DueTimes:
    """Three feeds on two hosts, all due at noon."""
    due = DueTimes(link, "test:", "test:tasks:poll")
    await due.replace(HOSTS, dict.fromkeys(HOSTS, NOON))
    await due.mark_complete()
    return due


async def taken(due: DueTimes, seconds: float = 0) -> dict[str, tuple[int, ...]] | None:
    """What a tick takes so long after noon."""
    found = await due.take(NOON + timedelta(seconds=seconds))
    return None if found is None else dict(found.feeds_by_host)


async def test_due_feeds_come_by_host(due: DueTimes) -> None:
    """Politeness goes by host, so batches do."""
    assert await taken(due, -1) == {}
    assert await taken(due) == {"enab.example": (1, 2), "sana.example": (3,)}


async def test_taken_feed_is_leased_not_removed(due: DueTimes) -> None:
    """A poll that dies leaves its feed in the set; it is taken again when the lease ends."""
    await taken(due)
    assert await taken(due, LEASE.total_seconds() - 1) == {}
    assert await taken(due, LEASE.total_seconds()) == {"enab.example": (1, 2), "sana.example": (3,)}


async def test_two_ticks_share_what_is_due(due: DueTimes) -> None:
    """Two schedulers at once hand each feed out once."""
    found = await asyncio.gather(*(taken(due) for _ in range(8)))
    assert [batch for batch in found if batch] == [{"enab.example": (1, 2), "sana.example": (3,)}]


async def test_leased_host_is_passed_over(due: DueTimes, link: RedisLink) -> None:
    """A host in a crawler's hands is not handed out again; its feeds stay due."""
    leases = HostLeases(link, "test:")
    async with leases.hold("enab.example"):
        assert await taken(due) == {"sana.example": (3,)}
    await leases.close()
    assert await taken(due, 1) == {"enab.example": (1, 2)}


async def test_pausing_host_is_passed_over(due: DueTimes, link: RedisLink) -> None:
    """Nobody has it, and yet it is left alone; it loses nothing but the pause."""
    leases = HostLeases(link, "test:", pauses=Pauses(0.5))
    async with leases.hold("enab.example"):
        leases.pauses.asked("enab.example")
    await asyncio.sleep(0.1)
    assert await taken(due) == {"sana.example": (3,)}
    await asyncio.sleep(0.5)
    assert await taken(due) == {"enab.example": (1, 2)}
    await leases.close()


async def test_busy_host_is_not_starved(due: DueTimes, link: RedisLink) -> None:
    """A host that is always in use is handed out after a while: then its feeds wait for a turn."""
    leases = HostLeases(link, "test:")
    async with leases.hold("enab.example"):
        assert (await taken(due, PATIENCE_MS / 1000 + 1) or {}).keys() == {"enab.example", "sana.example"}
    await leases.close()


async def test_lost_set_is_told_from_an_empty_one(due: DueTimes, redis_server: RedisServer) -> None:
    """After FLUSHALL the tick must rebuild, not wait for ever."""
    redis_server.is_flushed()
    assert await taken(due) is None
    await due.replace(HOSTS, dict.fromkeys(HOSTS, NOON))
    assert await taken(due) is None
    await due.mark_complete()
    assert await taken(due) != {}


async def test_backlog_holds_the_tick(due: DueTimes, redis_server: RedisServer) -> None:
    """While crawlers are behind nothing more is queued, and no lease is spent in the queue."""
    redis_server.order("RPUSH", "test:tasks:poll", *(["task"] * (MOST_QUEUED + 1)))
    assert await taken(due) == {}
    redis_server.order("LPOP", "test:tasks:poll")
    assert await taken(due) != {}


async def test_one_tick_takes_a_bounded_number(due: DueTimes) -> None:
    """A whole day's feeds after a long stop do not become one message."""
    hosts = {number: f"h{number}.example" for number in range(MOST_FEEDS + 500)}
    await due.replace(hosts, dict.fromkeys(hosts, NOON))
    assert len(await taken(due) or {}) == MOST_FEEDS
    assert len(await taken(due) or {}) == 500


async def test_put_moves_known_feeds_only(due: DueTimes) -> None:
    """A poll that ends after its feed was removed does not bring it back."""
    await due.put({3: NOON + timedelta(hours=1), 99: NOON})
    await due.put({})
    assert await taken(due) == {"enab.example": (1, 2)}
    assert await taken(due, 3600) == {"enab.example": (1, 2), "sana.example": (3,)}


async def test_changed_list_keeps_due_times(due: DueTimes) -> None:
    """A feed added to the file does not make all others due at once; a removed one is polled no more."""
    await due.put({1: NOON + timedelta(minutes=10)})
    hosts = {1: "enab.example", 3: "moved.example", 4: "new.example"}
    await due.replace(hosts, dict.fromkeys(hosts, NOON))
    assert await taken(due) == {"moved.example": (3,), "new.example": (4,)}


async def test_shortened_interval_is_in_force(due: DueTimes) -> None:
    """A feed that was to be asked in an hour is asked within its new limits; the others keep their times."""
    await due.put({1: NOON + timedelta(hours=1), 2: NOON + timedelta(minutes=4)})
    latest = dict.fromkeys(HOSTS, NOON + timedelta(minutes=5))
    await due.replace(HOSTS, dict.fromkeys(HOSTS, NOON + timedelta(minutes=2)), latest)
    assert await taken(due, 60) == {"sana.example": (3,)}
    assert await taken(due, 121) == {"enab.example": (1,), "sana.example": (3,)}
    assert await taken(due, 240) == {"enab.example": (1, 2), "sana.example": (3,)}


async def test_start_forgets_leases_of_the_dead(due: DueTimes, link: RedisLink, redis_server: RedisServer) -> None:
    """The only process of an embedded service knows that whoever held a host has died."""
    async with HostLeases(link, "test:").hold("enab.example"):
        redis_server.order("SET", "other:host:enab.example", "of another archive")
        await due.forget()
    assert redis_server.order("KEYS", "test:*") == ["test:due-marker"]
    assert redis_server.order("EXISTS", "other:host:enab.example") == 1
    assert await taken(due) == {}


async def test_start_keeps_what_hosts_are_owed(due: DueTimes, link: RedisLink, redis_server: RedisServer) -> None:
    """A host that asks for half a minute between two requests gets it, however often the service is restarted."""
    leases = HostLeases(link, "test:", pauses=Pauses(30.0))
    async with leases.hold("enab.example"):
        leases.pauses.asked("enab.example")
    await leases.close()
    async with HostLeases(link, "test:").hold("sana.example"):
        await due.forget()
    assert redis_server.order("KEYS", "test:host:*") == ["test:host:enab.example"]
    await due.replace(HOSTS, dict.fromkeys(HOSTS, NOON))
    assert await taken(due) == {"sana.example": (3,)}
    with pytest.raises(HostBusy) as busy:
        async with HostLeases(link, "test:").hold("enab.example"):
            pass
    assert busy.value.seconds > 20


async def test_lateness_is_that_of_the_latest(due: DueTimes) -> None:
    """What the operator looks at first."""
    await due.put({1: NOON - timedelta(seconds=90)})
    assert await due.lateness_seconds(NOON) == pytest.approx(90)
    assert await due.lateness_seconds(NOON - timedelta(hours=1)) == 0
    await due.replace({}, {})
    assert await due.lateness_seconds(NOON) == 0


async def test_dead_redis_is_named(due: DueTimes, redis_server: RedisServer) -> None:
    """Whoever asks can go on without it."""
    redis_server.is_killed()
    with pytest.raises(RedisUnavailable):
        await taken(due)
