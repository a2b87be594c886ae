"""A link to a Redis whose clock is the test's: the server says for its scripts what time it is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from gateway.redis_link import RedisLink, Script
from scrapers.copies.redis_segments import SERVER_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OFTEN = timedelta(minutes=5)
_EPOCH = datetime.fromtimestamp(0, UTC)
# Notes that the index was looked at, as crawlers do every few seconds.
_LOOKED_AT = """
redis.set_repl(redis.REPL_NONE)
if redis.pcall('HEXISTS', KEYS[1], 'heard') == 1 then redis.call('HSET', KEYS[1], 'heard', ARGV[1]) end
"""


class ClockedLink(RedisLink):
    """Calls the scripts of the index; while its clock goes on somebody looks at the index, but not while it jumps."""

    def __init__(self, url: str, clock: Callable[[], datetime]) -> None:
        super().__init__(url)
        self._clock = clock
        self._asked = clock()
        self.ahead = timedelta()

    @property
    def now(self) -> datetime:
        """What the server's clock shows."""
        return self._clock() + self.ahead

    def jumps(self, span: timedelta) -> None:
        """Somebody sets the server's clock."""
        self.ahead += span

    def script(self, source: str) -> Script:
        """The same script, with the time as two more keys."""
        return _ClockedScript(self, source.replace(SERVER_TIME, "{KEYS[2], KEYS[3]}"))

    async def is_looked_at(self, state: str) -> None:
        """If time has passed since the last call: somebody has looked meanwhile, and found the index as it is."""
        passed, self._asked = self._clock() - self._asked, self._clock()
        if passed > OFTEN:
            await RedisLink.script(self, _LOOKED_AT)([state], [_microseconds(self.now) // 1000])


class _ClockedScript(Script):
    def __init__(self, link: ClockedLink, source: str) -> None:
        super().__init__(link, source)
        self._clocked = link

    async def __call__(self, keys: Sequence[str], args: Sequence[str | int | bytes]) -> object:
        await self._clocked.is_looked_at(keys[0])
        seconds, microseconds = divmod(_microseconds(self._clocked.now), 1_000_000)
        return await super().__call__([*keys, str(seconds), str(microseconds)], args)


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
