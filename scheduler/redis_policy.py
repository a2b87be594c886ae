"""Refuses a Redis that forgets on its own: with an eviction policy it would drop due times and seen keys silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gateway.redis_link import RedisUnavailable

if TYPE_CHECKING:
    from gateway.redis_link import RedisLink

WANTED = "noeviction"


async def eviction_policy(link: RedisLink) -> str | None:
    """The server's eviction policy; None when it cannot be asked or does not tell."""
    try:
        info = await link.call(lambda redis: redis.info("memory"))
    except RedisUnavailable:
        return None
    return info.get("maxmemory_policy")


def policy_problem(policy: str | None) -> str | None:
    """What is wrong with a policy and what to do; None when it will do."""
    if policy is None or policy == WANTED or policy.startswith("volatile-"):
        return None
    return f"Redis evicts keys (maxmemory-policy {policy}): set it to {WANTED}, else it forgets what was seen"
