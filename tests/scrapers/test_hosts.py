"""A host is in one pair of hands at a time, across processes, whatever befalls Redis."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisLink, RedisUnavailable
from scrapers.hosts import HostBusy, HostLeases
from scrapers.shared_leases import lease_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.redis import RedisServer

PREFIX = "marsad:"
HOST, OTHER_HOST = "akhbar.example", "sahafa.example"


@pytest.fixture
async def ours(link: RedisLink) -> AsyncIterator[HostLeases]:
    """This process's leases."""
    leases = HostLeases(link, PREFIX)
    yield leases
    await leases.close()


@pytest.fixture
async def theirs(link: RedisLink) -> AsyncIterator[HostLeases]:
    """The leases of another crawler."""
    leases = HostLeases(link, PREFIX)
    yield leases
    await leases.close()


def is_leased(server: RedisServer, host: str) -> bool:
    """Whether the tick would pass over the host."""
    return server.order("EXISTS", lease_key(PREFIX, host)) == 1


async def settle() -> None:
    """Let releases under way reach Redis."""
    await asyncio.sleep(0.1)


async def test_another_crawler_is_kept_out(ours: HostLeases, theirs: HostLeases) -> None:
    """Two crawlers at one host would double the load we promise it."""
    async with ours.hold(HOST):
        with pytest.raises(HostBusy):
            async with theirs.hold(HOST):
                pass
    await settle()
    async with theirs.hold(HOST):
        pass


async def test_users_of_one_process_queue(ours: HostLeases) -> None:
    """Within a process the second user waits instead of giving up."""
    inside, most = 0, 0

    async def visit() -> None:
        nonlocal inside, most
        async with ours.hold(HOST):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(visit() for _ in range(5)))
    assert most == 1


async def test_many_hosts_at_once(ours: HostLeases, theirs: HostLeases) -> None:
    """A batch gets the hosts that are free and leaves the others."""
    async with theirs.hold(HOST):
        assert await ours.acquire_many([HOST, OTHER_HOST, OTHER_HOST]) == {OTHER_HOST}
    ours.release(OTHER_HOST)


async def test_batch_does_not_take_twice(ours: HostLeases) -> None:
    """Two batches of one process must not both get a host."""
    assert await ours.acquire_many([HOST]) == {HOST}
    assert await ours.acquire_many([HOST]) == set()
    ours.release(HOST)


async def test_released_hosts_are_free(ours: HostLeases, redis_server: RedisServer) -> None:
    """The tick must see the host again as soon as the poll is over."""
    await ours.acquire_many([HOST, OTHER_HOST])
    assert is_leased(redis_server, HOST)
    ours.release(HOST)
    ours.release(OTHER_HOST)
    await settle()
    assert not is_leased(redis_server, HOST)
    assert not is_leased(redis_server, OTHER_HOST)


async def test_retaking_survives_the_release_under_way(ours: HostLeases, redis_server: RedisServer) -> None:
    """A release still on its way must not take the lease of the next user in this process."""
    await ours.acquire_many([HOST])
    ours.release(HOST)
    async with ours.hold(HOST):
        await settle()
        assert is_leased(redis_server, HOST)


async def test_lease_expires_with_its_holder(link: RedisLink, ours: HostLeases) -> None:
    """The host of a killed crawler comes free by itself."""
    dead = HostLeases(link, PREFIX, lease_seconds=0.3)
    await dead.acquire_many([HOST])
    for task in dead._tasks.values():
        task.cancel()
    await asyncio.sleep(0.5)
    async with ours.hold(HOST):
        pass


async def test_held_lease_is_renewed(link: RedisLink, theirs: HostLeases) -> None:
    """A slow page may take longer than the lease."""
    leases = HostLeases(link, PREFIX, lease_seconds=0.3)
    async with leases.hold(HOST):
        await asyncio.sleep(1)
        with pytest.raises(HostBusy):
            async with theirs.hold(HOST):
                pass
    await leases.close()


async def test_flushed_lease_is_taken_again(link: RedisLink, redis_server: RedisServer) -> None:
    """After a flush the holder must not share its host unknowingly."""
    leases = HostLeases(link, PREFIX, lease_seconds=0.3)
    async with leases.hold(HOST):
        redis_server.is_flushed()
        await asyncio.sleep(0.25)
        assert is_leased(redis_server, HOST)
    await leases.close()


async def test_stranger_is_not_released(ours: HostLeases, redis_server: RedisServer) -> None:
    """A lease that was lost belongs to someone else and must be left alone."""
    await ours.acquire_many([HOST])
    redis_server.order("SET", lease_key(PREFIX, HOST), "someone-else")
    ours.release(HOST)
    await settle()
    assert is_leased(redis_server, HOST)


async def test_busy_host_can_be_had_later(ours: HostLeases, theirs: HostLeases) -> None:
    """A refusal must not leave the host taken within our own process."""
    async with theirs.hold(HOST):
        with pytest.raises(HostBusy):
            async with ours.hold(HOST):
                pass
    await settle()
    async with asyncio.timeout(5), ours.hold(HOST):
        pass


async def test_close_may_come_before_the_end_of_a_visit(ours: HostLeases, redis_server: RedisServer) -> None:
    """When a crawler stops, whoever still has a host ends as it would have, and its host is free once."""
    async with ours.hold(HOST):
        await ours.close()
    ours.release(HOST)
    await settle()
    assert not is_leased(redis_server, HOST)
    async with ours.hold(HOST):
        assert is_leased(redis_server, HOST)


async def test_without_redis_it_says_so(ours: HostLeases, redis_server: RedisServer) -> None:
    """Whoever polls must know that nobody watches over the host, and try again later."""
    redis_server.is_killed()
    for _ in range(2):
        with pytest.raises(RedisUnavailable):
            async with asyncio.timeout(5), ours.hold(HOST):
                pass


async def test_redis_dying_meanwhile(ours: HostLeases, redis_server: RedisServer) -> None:
    """The work under a lease must not fail because it could not be given back."""
    async with ours.hold(HOST):
        redis_server.is_killed()
    await ours.close()
