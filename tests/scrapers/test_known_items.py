"""What is known of a feed's last document is a saving alone: whatever happens to it, the whole is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.known_items import KnownItems

if TYPE_CHECKING:
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer

ONE, TWO = "00ff00ff00ff00ff", "0123456789abcdef"


async def test_digests_are_kept(link: RedisLink) -> None:
    """Each feed has those of its last document."""
    known = KnownItems(link, "test:", "1")
    await known.keep(7, [ONE, TWO])
    await known.keep(8, [TWO])
    assert (await known.of(7), await known.of(8)) == ({ONE, TWO}, {TWO})
    await known.keep(7, [TWO])
    assert await known.of(7) == {TWO}
    await known.keep(7, [])
    assert await known.of(7) == frozenset()


async def test_restored_archive_knows_nothing(link: RedisLink) -> None:
    """Digests of a younger archive would hide what the restored one never had."""
    await KnownItems(link, "test:", "1").keep(7, [ONE])
    assert await KnownItems(link, "test:", "2").of(7) == frozenset()


async def test_damaged_digests_are_none(link: RedisLink) -> None:
    """Half a digest makes all of them doubtful."""
    known = KnownItems(link, "test:", "1")
    await known.keep(7, [ONE])

    async def damage(redis: object) -> None:
        await redis.append(f"{known._prefix}7", b"x")  # type: ignore[attr-defined]

    await link.call(damage)
    assert await known.of(7) == frozenset()


async def test_redis_gone_is_nothing_known(link: RedisLink, redis_server: RedisServer) -> None:
    """Without Redis whole documents are read, and nothing is raised."""
    known = KnownItems(link, "test:", "1")
    await known.keep(7, [ONE])
    redis_server.is_killed()
    await known.keep(7, [TWO])
    assert await known.of(7) == frozenset()
