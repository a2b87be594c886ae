"""Host leases as Redis keeps them for all crawlers: a token a host, which expires.

In: hosts that are free in this process. Out: which of them are ours. A lease that is given back stays for the host's
pause, held by nobody. All calls raise RedisUnavailable when Redis cannot be asked.
"""

from __future__ import annotations

import itertools
import math
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Collection

    from gateway.redis_link import RedisLink

# ARGV: our name, the lease in ms, then a token for each key. A lease or pause of our own is taken over: whoever had the
# host in this process has given it back. Of another's pause, minus the ms left are told.
_ACQUIRE = """
local taken = {}
for i, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if not holder or string.sub(holder, 1, #ARGV[1]) == ARGV[1] then
    redis.call('SET', key, ARGV[i + 2], 'PX', ARGV[2])
    taken[i] = 1
  elseif string.sub(holder, -6) == ':pause' then
    taken[i] = -math.max(redis.call('PTTL', key), 1)
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
# ARGV: our name, then for each key a token and the pause in ms, during which the host is in nobody's hands.
_RELEASE = """
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[2 * i] then
    local pause = tonumber(ARGV[2 * i + 1])
    if pause > 0 then redis.call('SET', key, ARGV[1] .. ':pause', 'PX', pause) else redis.call('DEL', key) end
  end
end
return 1
"""


def lease_key(prefix: str, host: str) -> str:
    """The Redis key of a host's lease; the tick passes over hosts for which it exists."""
    return f"{prefix}host:{host}"


def is_pause(holder: bytes) -> bool:
    """Whether the value of a lease's key says that nobody has the host, and that it is to be left alone for a while."""
    return holder.endswith(b":pause")


@dataclass(frozen=True, slots=True)
class Taken:
    """The tokens of hosts that were got; of those that pause after another crawler's request, the seconds left."""

    tokens: dict[str, str]
    pausing: dict[str, float]


class SharedLeases:
    """This process's tokens among those of all crawlers."""

    def __init__(self, link: RedisLink, prefix: str, lease_seconds: float) -> None:
        self._prefix = prefix
        self._milliseconds = int(lease_seconds * 1000)
        self._acquire, self._renew, self._release = (link.script(text) for text in (_ACQUIRE, _RENEW, _RELEASE))
        self._name = secrets.token_hex(8)
        self._numbers = itertools.count(1)

    async def take(self, hosts: list[str]) -> Taken:
        """Lease what no other crawler has, in one round trip."""
        if not hosts:
            return Taken({}, {})
        tokens = {host: f"{self._name}:{next(self._numbers)}" for host in hosts}
        arguments: list[str | int | bytes] = [self._name, self._milliseconds, *tokens.values()]
        flags = cast("list[int]", await self._acquire(self._keys(tokens), arguments))
        by_host = dict(zip(tokens, flags, strict=True))
        return Taken(
            {host: token for host, token in tokens.items() if by_host[host] > 0},
            {host: -flag / 1000 for host, flag in by_host.items() if flag < 0},
        )

    async def renew(self, tokens: dict[str, str]) -> int:
        """Extend the leases with these tokens; how many of them were lost to others."""
        kept = cast("list[int]", await self._renew(self._keys(tokens), [self._milliseconds, *tokens.values()]))
        return kept.count(0)

    async def give_back(self, tokens: dict[str, tuple[str, float]]) -> None:
        """End the leases that still have these tokens, each after a pause of so many seconds."""
        arguments: list[str | int | bytes] = [self._name]
        for token, pause in tokens.values():
            arguments += [token, math.ceil(pause * 1000)]
        await self._release(self._keys(tokens), arguments)

    def _keys(self, hosts: Collection[str]) -> list[str]:
        return [lease_key(self._prefix, host) for host in hosts]
