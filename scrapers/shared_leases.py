"""Host leases as Redis keeps them for all crawlers: a token a host, which expires.

In: hosts that are free in this process. Out: which of them are ours. All calls raise RedisUnavailable when Redis cannot
be asked.
"""

from __future__ import annotations

import itertools
import secrets
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Collection

    from gateway.redis_link import RedisLink

# ARGV: our name, the lease in ms, then a token for each key. A lease of our own is taken over: whoever had it in this
# process has given it back, only the release is still under way.
_ACQUIRE = """
local taken = {}
for i, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if not holder or string.sub(holder, 1, #ARGV[1]) == ARGV[1] then
    redis.call('SET', key, ARGV[i + 2], 'PX', ARGV[2])
    taken[i] = 1
  else
    taken[i] = 0
  end
end
return taken
"""
# ARGV: the lease in ms, then a token for each key. A lease that vanished with a flush is taken again.
_RENEW = """
local kept = {}
for i, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if not holder or holder == ARGV[i + 1] then
    redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
    kept[i] = 1
  else
    kept[i] = 0
  end
end
return kept
"""
_RELEASE = """
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[i] then redis.call('DEL', key) end
end
return 1
"""


def lease_key(prefix: str, host: str) -> str:
    """The Redis key of a host's lease; the tick passes over hosts for which it exists."""
    return f"{prefix}host:{host}"


class SharedLeases:
    """This process's tokens among those of all crawlers."""

    def __init__(self, link: RedisLink, prefix: str, lease_seconds: float) -> None:
        self._prefix = prefix
        self._milliseconds = int(lease_seconds * 1000)
        self._acquire, self._renew, self._release = (link.script(text) for text in (_ACQUIRE, _RENEW, _RELEASE))
        self._name = secrets.token_hex(8)
        self._numbers = itertools.count(1)

    async def take(self, hosts: list[str]) -> dict[str, str]:
        """Lease what no other crawler has, in one round trip; the token of each host that was got."""
        if not hosts:
            return {}
        tokens = {host: f"{self._name}:{next(self._numbers)}" for host in hosts}
        arguments: list[str | int | bytes] = [self._name, self._milliseconds, *tokens.values()]
        flags = cast("list[int]", await self._acquire(self._keys(tokens), arguments))
        return {host: token for (host, token), flag in zip(tokens.items(), flags, strict=True) if flag}

    async def renew(self, tokens: dict[str, str]) -> int:
        """Extend the leases with these tokens; how many of them were lost to others."""
        kept = cast("list[int]", await self._renew(self._keys(tokens), [self._milliseconds, *tokens.values()]))
        return kept.count(0)

    async def give_back(self, tokens: dict[str, str]) -> None:
        """End the leases that still have these tokens."""
        await self._release(self._keys(tokens), list(tokens.values()))

    def _keys(self, hosts: Collection[str]) -> list[str]:
        return [lease_key(self._prefix, host) for host in hosts]
