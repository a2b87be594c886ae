"""What callers see of Redis when it freezes, dies, fills up, turns read-only or forgets."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisLink, RedisTrouble, RedisUnavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from redis.asyncio import Redis

    from tests.servers.redis import RedisServer

SET_SCRIPT = "redis.call('SET', KEYS[1], ARGV[1]); return redis.call('GET', KEYS[1])"


@pytest.fixture
async def link(redis_server: RedisServer) -> AsyncIterator[RedisLink]:
    """A link to this test's server."""
    link = RedisLink(redis_server.url)
    yield link
    await link.close()


async def ping(redis: Redis) -> object:
    """Ask for a sign of life."""
    return await redis.execute_command("PING")  # type: ignore[no-untyped-call]


async def write(redis: Redis) -> object:
    """Write something."""
    return await redis.execute_command("SET", "مفتاح", "قيمة")  # type: ignore[no-untyped-call]


async def trouble_of(link: RedisLink, work: object = ping) -> RedisTrouble:
    """The trouble that a call meets."""
    with pytest.raises(RedisUnavailable) as caught:
        await link.call(work)  # type: ignore[arg-type]
    return caught.value.reason


async def recovers(link: RedisLink) -> None:
    """Wait until the breaker lets a call through again."""
    for _ in range(100):
        try:
            await link.call(ping)
        except RedisUnavailable:
            await asyncio.sleep(0.1)
        else:
            return
    pytest.fail("the link did not recover")


async def test_call_returns_the_answer(link: RedisLink) -> None:
    """The usual case."""
    assert await link.call(ping) in (b"PONG", True)
    assert link.healthy


async def test_script_survives_a_script_flush(link: RedisLink, redis_server: RedisServer) -> None:
    """A restarted server has forgotten its scripts."""
    script = link.script(SET_SCRIPT)
    assert await script(["k"], ["١"]) == "١".encode()
    redis_server.order("SCRIPT", "FLUSH")
    assert await script(["k"], ["٢"]) == "٢".encode()


async def test_frozen_server_costs_a_second(link: RedisLink, redis_server: RedisServer) -> None:
    """A frozen server must not hold a caller for the fourteen seconds of the client's defaults."""
    await link.call(ping)
    redis_server.freezes()
    started = time.monotonic()
    assert await trouble_of(link) is RedisTrouble.TIMEOUT
    assert time.monotonic() - started < 5


async def test_frozen_server_is_asked_once(link: RedisLink, redis_server: RedisServer) -> None:
    """While the breaker is open a call fails without the server being tried."""
    redis_server.freezes()
    await trouble_of(link)
    assert not link.healthy
    reached = []

    async def work(redis: Redis) -> None:
        reached.append(redis)

    assert await trouble_of(link, work) is RedisTrouble.DOWN
    assert not reached


async def test_many_callers_of_a_frozen_server(link: RedisLink, redis_server: RedisServer) -> None:
    """Callers queued behind the first ones must not wait for a second each."""
    redis_server.freezes()
    started = time.monotonic()
    results = await asyncio.gather(*(link.call(ping) for _ in range(200)), return_exceptions=True)
    assert all(isinstance(result, RedisUnavailable) for result in results)
    assert time.monotonic() - started < 5


async def test_thawed_server_is_used_again(link: RedisLink, redis_server: RedisServer) -> None:
    """A freeze ends by itself; so must the breaker's pause."""
    redis_server.freezes()
    await trouble_of(link)
    redis_server.thaws()
    await recovers(link)
    assert link.healthy


async def test_killed_server_is_down(link: RedisLink, redis_server: RedisServer) -> None:
    """The connection that was open breaks; that is the server's trouble, not the caller's."""
    await link.call(ping)
    redis_server.is_killed()
    assert await trouble_of(link) is RedisTrouble.DOWN


async def test_restarted_server_is_used_again(link: RedisLink, redis_server: RedisServer) -> None:
    """Connections from before the restart must not be tripped over for ever."""
    await link.call(ping)
    redis_server.is_killed()
    await trouble_of(link)
    redis_server.starts()
    await recovers(link)


async def test_full_server_is_full(link: RedisLink, redis_server: RedisServer) -> None:
    """Out of memory is as good as down, but the operator needs to know which."""
    redis_server.fills_up()
    assert await trouble_of(link, write) is RedisTrouble.FULL
    redis_server.has_room_again()
    await recovers(link)


async def test_full_server_inside_a_script(link: RedisLink, redis_server: RedisServer) -> None:
    """A script reports the server's error as text; it must be told apart all the same."""
    redis_server.fills_up()
    with pytest.raises(RedisUnavailable) as caught:
        await link.script(SET_SCRIPT)(["k"], ["v"])
    assert caught.value.reason is RedisTrouble.FULL


async def test_wanted_password_is_a_refused_login(link: RedisLink, redis_server: RedisServer) -> None:
    """The operator is told to look at the password, not at the network."""
    redis_server.order("CONFIG", "SET", "requirepass", "another")
    redis_server.password = "another"
    redis_server.order("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    assert await trouble_of(link) is RedisTrouble.LOGIN
    wrong = RedisLink(f"unix://:wrong@{redis_server.socket}")
    assert await trouble_of(wrong) is RedisTrouble.LOGIN
    await wrong.close()


async def test_replica_is_readonly(link: RedisLink, redis_server: RedisServer) -> None:
    """After a failover the old address may be a replica."""
    redis_server.becomes_a_replica()
    assert await trouble_of(link, write) is RedisTrouble.READONLY
    redis_server.becomes_a_master()
    await recovers(link)


async def test_our_own_mistakes_keep_it_closed(link: RedisLink) -> None:
    """A corrupt key must not cut every other caller off."""
    await link.call(write)

    async def wrong_type(redis: Redis) -> object:
        return await redis.execute_command("SADD", "مفتاح", "x")  # type: ignore[no-untyped-call]

    assert await trouble_of(link, wrong_type) is RedisTrouble.OTHER
    assert link.healthy


async def test_absent_server_is_down() -> None:
    """The service starts before Redis does."""
    link = RedisLink("unix:///nowhere/redis.sock")
    assert await trouble_of(link) is RedisTrouble.DOWN
    await link.close()


async def test_message_names_no_address() -> None:
    """The link's URL may hold a password and must not reach a log."""
    link = RedisLink("redis://:canary-password@127.0.0.1:1/0")
    with pytest.raises(RedisUnavailable) as caught:
        await link.call(ping)
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None
    await link.close()
