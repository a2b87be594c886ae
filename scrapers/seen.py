"""Seen keys: which items of a feed need not be looked up in the archive again.

In: the composite keys of a feed's items. Out: those not seen lately. Only a filter before the archive, which alone
knows for sure: what is missing here costs a lookup, and nothing enters before it is committed.

A key is kept as a 64-bit fingerprint. A feed's fingerprints fill one set after the other, each small enough for Redis
to store it as a packed array of integers (8 bytes each; set-max-intset-entries is 512). Sets belong to a period and
expire after two; an item still in its feed moves on to the current one whenever it is sighted.
"""

from __future__ import annotations

import time
from collections import defaultdict
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from gateway.redis_link import RedisUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from archive.nouns import NewEntry
    from gateway.redis_link import RedisLink

T = TypeVar("T")

WEEK_SECONDS = 7 * 24 * 3600
_KEYS_A_CALL = 2000

_LIBRARY = """
local FULL = 500

local function have(base, prints)
  local found, place = {}, 0
  while true do
    local key = base .. ':' .. place
    if redis.call('EXISTS', key) == 0 then return found end
    for i, flag in ipairs(redis.call('SMISMEMBER', key, unpack(prints))) do
      if flag == 1 then found[i] = true end
    end
    place = place + 1
  end
end

local function put(base, print, lifetime)
  local place = 0
  while redis.call('SCARD', base .. ':' .. place) >= FULL do place = place + 1 end
  local key = base .. ':' .. place
  redis.call('SADD', key, print)
  redis.call('EXPIRE', key, lifetime)
end
"""
# KEYS: the feed's sets of this period and of the one before. ARGV: lifetime, fingerprints. Answers a flag for each.
_LOOK = (
    _LIBRARY
    + """
local prints = {unpack(ARGV, 2)}
local now, before = have(KEYS[1], prints), have(KEYS[2], prints)
local flags = {}
for i, print in ipairs(prints) do
  if before[i] and not now[i] then put(KEYS[1], print, ARGV[1]) end
  flags[i] = (now[i] or before[i]) and 1 or 0
end
return flags
"""
)
# KEYS: a feed's sets of this period, for each feed. ARGV: lifetime, then for each feed a count and its fingerprints.
_ADD = (
    _LIBRARY
    + """
local place = 2
for _, base in ipairs(KEYS) do
  local count = tonumber(ARGV[place])
  local prints = {unpack(ARGV, place + 1, place + count)}
  local known = have(base, prints)
  for i, print in ipairs(prints) do
    if not known[i] then put(base, print, ARGV[1]) end
  end
  place = place + count + 1
end
return 1
"""
)


class Seen:
    """The seen keys of one generation of the archive.

    ``unseen`` and ``add`` raise RedisUnavailable when Redis cannot be asked.
    """

    def __init__(
        self,
        link: RedisLink,
        prefix: str,
        generation: str,
        period_seconds: int = WEEK_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._look, self._add = link.script(_LOOK), link.script(_ADD)
        self._prefix = f"{prefix}seen:{generation}:"
        self._salt = blake2b(generation.encode()).digest()
        self._period_seconds = period_seconds
        self._clock = clock

    async def unseen(self, feed_id: int, keys: Iterable[str]) -> set[str]:
        """Those of the keys that were not seen within the last period or two; the others count as sighted now."""
        unseen: set[str] = set()
        for part in _parts(dict.fromkeys(keys)):
            flags = await self._look(self._bases(feed_id), [self._lifetime, *map(self._fingerprint, part)])
            unseen.update(key for key, flag in zip(part, cast("list[int]", flags), strict=True) if not flag)
        return unseen

    async def unseen_entries(self, feed_id: int, entries: Sequence[NewEntry]) -> list[NewEntry]:
        """The entries that were not seen; all of them when Redis cannot be asked, for the archive knows."""
        try:
            unseen = await self.unseen(feed_id, [entry.composite_key for entry in entries])
        except RedisUnavailable:
            return list(entries)
        return [entry for entry in entries if entry.composite_key in unseen]

    async def add(self, pairs: Iterable[tuple[int, str]]) -> None:
        """Count these (feed id, composite key) as seen; only to be called once the archive has committed them."""
        for part in _parts(dict.fromkeys(pairs)):
            by_feed: dict[int, list[int]] = defaultdict(list)
            for feed_id, key in part:
                by_feed[feed_id].append(self._fingerprint(key))
            counted = [number for prints in by_feed.values() for number in (len(prints), *prints)]
            await self._add([self._bases(feed_id)[0] for feed_id in by_feed], [self._lifetime, *counted])

    def _bases(self, feed_id: int) -> list[str]:
        period = int(self._clock()) // self._period_seconds
        return [f"{self._prefix}{number}:{feed_id}" for number in (period, period - 1)]

    def _fingerprint(self, key: str) -> int:
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8, key=self._salt).digest()
        return int.from_bytes(digest, "big", signed=True)

    @property
    def _lifetime(self) -> int:
        return 2 * self._period_seconds


def _parts(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while part := list(islice(iterator, _KEYS_A_CALL)):
        yield part
