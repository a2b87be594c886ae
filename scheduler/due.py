"""When each feed is due, kept in a Redis sorted set; taking what is due is one atomic script.

A taken feed is re-scored to now + lease and never removed, so a poll that dies is taken again. The set can always be
rebuilt from the archive: a marker key tells when it is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from scrapers.shared_leases import is_pause

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis.asyncio import Redis

    from gateway.redis_link import RedisLink

# KEYS: due, hosts, marker, task queue. ARGV: now ms, lease ms, most feeds, most queued tasks, prefix of host leases,
# patience ms. A leased host is passed over, but not for ever: then its holder, or another crawler, waits for a turn.
_TAKE = """
if redis.call('EXISTS', KEYS[3]) == 0 then return false end
if redis.call('LLEN', KEYS[4]) > tonumber(ARGV[4]) then return {} end
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, tonumber(ARGV[3]) * 2)
if #found == 0 then return {} end
local ids, scores = {}, {}
for i = 1, #found, 2 do
  ids[#ids + 1] = found[i]
  scores[#scores + 1] = found[i + 1]
end
local hosts = redis.call('HMGET', KEYS[2], unpack(ids))
local taken = {}
for i, id in ipairs(ids) do
  local host = hosts[i] or ''
  local late = tonumber(ARGV[1]) - tonumber(scores[i])
  if late > tonumber(ARGV[6]) or redis.call('EXISTS', ARGV[5] .. host) == 0 then
    redis.call('ZADD', KEYS[1], 'XX', tonumber(ARGV[1]) + tonumber(ARGV[2]), id)
    taken[#taken + 1] = id
    taken[#taken + 1] = host
    if #taken >= 2 * tonumber(ARGV[3]) then break end
  end
end
return taken
"""

LEASE = timedelta(seconds=60)
MOST_FEEDS = 1000
PATIENCE_MS = 5000
MOST_QUEUED = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """Feeds taken by one tick, by host."""

    feeds_by_host: Mapping[str, tuple[int, ...]]


class DueTimes:
    """The sorted set of due times of one archive generation."""

    def __init__(self, link: RedisLink, prefix: str, task_queue: str) -> None:
        self._link = link
        self._prefix = prefix
        self._keys = [f"{prefix}due", f"{prefix}feed-hosts", f"{prefix}due-marker", task_queue]
        self._take = link.script(_TAKE)

    async def take(self, now: datetime) -> Taken | None:
        """What is due and whose host is free; ``None`` when the set is gone and must be rebuilt."""
        arguments: list[str | int | bytes] = [
            _ms(now),
            int(LEASE.total_seconds() * 1000),
            MOST_FEEDS,
            MOST_QUEUED,
            f"{self._prefix}host:",
            PATIENCE_MS,
        ]
        flat = cast("list[bytes] | None", await self._take(self._keys, arguments))
        if flat is None:
            return None
        by_host: dict[str, list[int]] = {}
        for feed_id, host in zip(flat[::2], flat[1::2], strict=True):
            by_host.setdefault(host.decode(), []).append(int(feed_id))
        return Taken({host: tuple(ids) for host, ids in by_host.items()})

    async def put(self, times: Mapping[int, datetime]) -> None:
        """Set when these feeds are due next; feeds that the set does not know stay out (they were removed)."""
        if times:
            scores = {str(feed_id): _ms(due) for feed_id, due in times.items()}
            await self._link.call(lambda redis: redis.zadd(self._keys[0], scores, xx=True))

    async def replace(
        self, hosts: Mapping[int, str], times: Mapping[int, datetime], latest: Mapping[int, datetime] | None = None
    ) -> None:
        """Make ``hosts`` the whole set of feeds: keep the due times of known ones, add new ones, drop the rest.

        A known one whose due time is after its ``latest`` gets a new one too: its limits have changed.
        """
        due, feed_hosts = self._keys[:2]
        known = await self._known()
        scores = {str(feed_id): _ms(time) for feed_id, time in times.items()}
        gone = [str(feed_id) for feed_id in known.keys() - set(hosts)]
        too_late = [str(feed_id) for feed_id, time in (latest or {}).items() if known.get(feed_id, 0) > _ms(time)]

        async def exchange(redis: Redis) -> None:
            async with redis.pipeline(transaction=True) as pipe:
                if gone:
                    pipe.zrem(due, *gone)
                pipe.delete(feed_hosts)
                if hosts:
                    pipe.hset(feed_hosts, mapping={str(feed_id): host for feed_id, host in hosts.items()})
                    pipe.zadd(due, scores, nx=True)
                if too_late:
                    pipe.zadd(due, {feed_id: scores[feed_id] for feed_id in too_late}, xx=True)
                await pipe.execute()

        await self._link.call(exchange)

    async def _known(self) -> dict[int, float]:
        """When each feed of the set is due, in milliseconds."""
        rows = await self._link.call(lambda redis: redis.zrange(self._keys[0], 0, -1, withscores=True))
        return {int(feed_id): score for feed_id, score in cast("list[tuple[bytes, float]]", rows)}

    async def mark_complete(self) -> None:
        """Say that Redis holds all it should: until it is flushed, ``take`` answers."""
        await self._link.call(lambda redis: redis.set(self._keys[2], "1"))

    async def forget(self) -> None:
        """Drop all due times and every host lease; for a start that knows no other process is at work.

        What hosts are owed stays: their pauses run out by themselves. So does the marker: it vouches for the seen keys
        too, which a mere start does not lose.
        """

        async def drop(redis: Redis) -> None:
            keys = [key async for key in redis.scan_iter(match=f"{self._prefix}host:*", count=1000)]
            holders = zip(keys, cast("list[bytes | None]", await redis.mget(keys) if keys else []), strict=True)
            leases = [key for key, holder in holders if holder is not None and not is_pause(holder)]
            await redis.delete(*self._keys[:2], *leases)

        await self._link.call(drop)

    async def lateness_seconds(self, now: datetime) -> float:
        """How long the most overdue feed has been waiting."""
        first = cast(
            "list[tuple[bytes, float]]",
            await self._link.call(lambda redis: redis.zrange(self._keys[0], 0, 0, withscores=True)),
        )
        return max(0.0, now.timestamp() - first[0][1] / 1000) if first else 0.0


def _ms(time: datetime) -> int:
    return int(time.timestamp() * 1000)
