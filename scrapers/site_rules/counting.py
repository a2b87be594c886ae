"""How many pages in a row a site's rule has found nothing in, counted in Redis by all crawlers together.

In: what became of the rule of each page that was committed. Out: a word to the operator when a selector seems to have
been left behind by its site, and when it finds something again. What Redis forgets is counted anew.
"""

from __future__ import annotations

from hashlib import sha1
from typing import TYPE_CHECKING, Protocol, cast

import structlog

from gateway.redis_link import RedisUnavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from gateway.redis_link import RedisLink
    from scrapers.site_rules.outcomes import RuleOutcome
    from scrapers.site_rules.rule import Part

    Tell = Callable[[str, Part, int], Awaitable[None]]

log = structlog.get_logger()

# A site has a page or two of another kind among its news, a video or a live report, but seldom so many in a row.
TOLD_AFTER = 5
_KEPT_SECONDS = 7 * 24 * 3600
# KEYS: a selector each. ARGV: the page, seconds to keep a count, then for each selector 1 when it has found something.
# Answers for each how many pages it has missed by now, 0 when nothing changed, less than 0 how many until this one.
_COUNT = """
local counts = {}
for place, key in ipairs(KEYS) do
  local kept = redis.call('GET', key) or ''
  local count, page = string.match(kept, '^(%d+) (.*)$')
  count = tonumber(count or 0)
  if ARGV[2 + place] == '1' then
    if kept ~= '' then redis.call('DEL', key) end
    counts[place] = -count
  elseif page == ARGV[1] then
    counts[place] = 0
  else
    counts[place] = count + 1
    redis.call('SET', key, (count + 1) .. ' ' .. ARGV[1], 'EX', ARGV[2])
  end
end
return counts
"""


class RuleCounts(Protocol):
    """Whoever counts what became of rules."""

    async def note(self, outcome: RuleOutcome) -> None:
        """Count a page that was committed."""


class NoCounts:
    """For those who read beside a service, and without its Redis."""

    async def note(self, outcome: RuleOutcome) -> None:
        """Nobody counts."""


class SharedCounts:
    """The counts of one generation of the archive; never raises for Redis. ``tell`` is given host, part and misses."""

    def __init__(self, link: RedisLink, prefix: str, tell: Tell) -> None:
        self._prefix = f"{prefix}rules:"
        self._tell = tell
        self._count = link.script(_COUNT)

    async def note(self, outcome: RuleOutcome) -> None:
        """Count a page once, however often it is told in a row; tell at each fifth miss, and at a hit after that."""
        parts = list(outcome.rule.parts())
        if not parts:
            return
        keys = [f"{self._prefix}{outcome.rule.host}:{part}:{_print(css)}" for part, css in parts]
        found = [int(part not in outcome.missed) for part, _ in parts]
        try:
            counts = cast("list[int]", await self._count(keys, [_print(outcome.url), _KEPT_SECONDS, *found]))
        except RedisUnavailable:
            log.debug("rule_not_counted")
            return
        for (part, _), count in zip(parts, counts, strict=True):
            if count <= -TOLD_AFTER:
                await self._tell(outcome.rule.host, part, 0)
            elif count > 0 and count % TOLD_AFTER == 0:
                await self._tell(outcome.rule.host, part, count)


def _print(text: str) -> str:
    return sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:12]
