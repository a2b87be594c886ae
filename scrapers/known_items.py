"""Which items of a feed's last document were read and remembered, so that they can be cut out of the next one unread.

In: the digests of a document whose entries the archive has. Out: those of the last such document, or none: whatever is
lost here costs one reading of a whole document. One packed key a feed, eight bytes an item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gateway.redis_link import RedisUnavailable
from scrapers.parsing.results import READER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redis.asyncio import Redis

    from gateway.redis_link import RedisLink

_DIGEST_BYTES = 8
_KEPT_SECONDS = 3 * 24 * 3600


class KnownItems:
    """The digests of one generation of the archive and one version of the reader; never raises for Redis."""

    def __init__(self, link: RedisLink, prefix: str, generation: str) -> None:
        self._link = link
        self._prefix = f"{prefix}known:{generation}:{READER_VERSION}:"

    async def of(self, feed_id: int) -> frozenset[str]:
        """The digests of the feed's last remembered document; none when they are lost or Redis cannot be asked."""
        key = f"{self._prefix}{feed_id}"

        async def read(redis: Redis) -> bytes | None:
            return cast("bytes | None", await redis.get(key))

        try:
            packed = await self._link.call(read) or b""
        except RedisUnavailable:
            return frozenset()
        if len(packed) % _DIGEST_BYTES:
            return frozenset()
        places = range(0, len(packed), _DIGEST_BYTES)
        return frozenset(packed[place : place + _DIGEST_BYTES].hex() for place in places)

    async def keep(self, feed_id: int, digests: Iterable[str]) -> None:
        """Replace a feed's digests; only to be called once the archive has the entries of their document."""
        key, packed = f"{self._prefix}{feed_id}", b"".join(map(bytes.fromhex, digests))

        async def write(redis: Redis) -> None:
            if packed:
                await redis.set(key, packed, ex=_KEPT_SECONDS)
            else:
                await redis.delete(key)

        try:
            await self._link.call(write)
        except RedisUnavailable:
            return
