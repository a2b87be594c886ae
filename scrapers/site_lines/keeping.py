"""What is known of each site, kept in Redis: one packed value a site, that goes when no page was seen for thirty days.

In: what a committed page bears witness to. Out: what is known. What Redis has lost, or never had, is learned again from
the archive; while Redis cannot be asked nothing is known, and nothing else waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha1
from typing import TYPE_CHECKING, cast

import structlog

from gateway.redis_link import RedisUnavailable
from scrapers.site_lines.knowledge import KEPT_DAYS, Knowledge, unpacked
from scrapers.site_lines.site import day_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from redis.asyncio import Redis

    from gateway.redis_link import RedisLink

    Relearn = Callable[[str, int], Awaitable[Knowledge]]

log = structlog.get_logger()

# Raise it when lines or pages are hashed otherwise: sites are then learned anew.
_FORM = 1
_KEPT_SECONDS = KEPT_DAYS * 24 * 3600
_TRIES = 3
# KEYS: a site. ARGV: the SHA-1 of the value that the new one was made of, the new one, seconds to keep it.
# Answers nothing when it was taken, else the value that another crawler has put there meanwhile.
_REPLACE = """
local kept = redis.call('GET', KEYS[1])
if kept and redis.sha1hex(kept) ~= ARGV[1] then return kept end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return false
"""


@dataclass(frozen=True, slots=True)
class Witness:
    """The lines that a page of a site was seen to have; ``known`` is what it was judged by."""

    site: str
    page: bytes
    lines: tuple[bytes, ...]
    known: Knowledge


class SiteLines:
    """The sites of one generation of the archive; never raises for Redis.

    ``relearn`` gives what the archive teaches of a site, whose page is the given feed's; its errors are passed on.
    """

    def __init__(
        self, link: RedisLink, prefix: str, clock: Callable[[], datetime], relearn: Relearn | None = None
    ) -> None:
        self._link = link
        self._prefix = f"{prefix}lines:{_FORM}:"
        self._clock = clock
        self._relearn = relearn
        self._replace = link.script(_REPLACE)

    @property
    def day(self) -> int:
        """Today, as knowledge counts it."""
        return day_of(self._clock())

    async def known(self, site: str, feed_id: int) -> Knowledge | None:
        """What is known of a site, from the archive where Redis has nothing; None when Redis cannot be asked."""
        try:
            packed = await self._link.call(lambda redis: _get(redis, self._prefix + site))
            if packed is not None or self._relearn is None:
                return unpacked(packed or b"")
            relearned = await self._relearn(site, feed_id)
            return await self._put(site, Knowledge(), lambda _: relearned)
        except RedisUnavailable:
            return None

    async def note(self, witness: Witness) -> None:
        """Count what a page was seen to have, once however often it is told; only to be called once it is committed."""
        if not witness.lines:
            return
        try:
            await self._put(
                witness.site, witness.known, lambda known: known.having_seen(witness.page, witness.lines, self.day)
            )
        except RedisUnavailable:
            log.debug("site_lines_not_counted")

    async def _put(self, site: str, known: Knowledge, change: Callable[[Knowledge], Knowledge]) -> Knowledge:
        """Change what is kept, believed to be ``known``; where it is not, what is kept is changed instead."""
        believed = known.packed()
        for _ in range(_TRIES):
            changed, digest = change(known), sha1(believed, usedforsecurity=False).hexdigest()
            kept = await self._replace([self._prefix + site], [digest, changed.packed(), _KEPT_SECONDS])
            if kept is None:
                return changed
            believed = cast("bytes", kept)
            known = unpacked(believed)
        return known


async def _get(redis: Redis, key: str) -> bytes | None:
    return cast("bytes | None", await redis.get(key))
