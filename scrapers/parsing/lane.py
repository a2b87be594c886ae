"""One parser process and its replacement: documents go through a lane one after the other."""

from __future__ import annotations

import asyncio
import signal
import threading
from typing import TYPE_CHECKING

import structlog
from pebble import ProcessExpired, ProcessPool

from scrapers.parsing import entrance
from scrapers.parsing.results import ParseReason
from scrapers.parsing.spawning import BareSpawnContext

if TYPE_CHECKING:
    from scrapers.parsing.entrance import Answer
    from scrapers.parsing.options import ParserOptions

log = structlog.get_logger()

# A process that has to be started first loads its libraries before it takes the document.
_START_SECONDS = 30.0
# After this the pool itself is held to be broken, and replaced.
_GRACE_SECONDS = 5.0


class ParserLane:
    """A pool of one process, started at its first document and started anew whenever it is lost."""

    def __init__(self, options: ParserOptions) -> None:
        self._options = options
        self._pool: ProcessPool | None = None
        self._retirement: asyncio.TimerHandle | None = None

    async def ask(self, seconds: float, function: str, arguments: tuple[object, ...]) -> Answer:
        """The worker's answer. A process that died gets the document once more: something else may have killed it."""
        self._stay()
        reason, answer = await self._ask_once(seconds, function, arguments)
        if reason is ParseReason.CRASHED:
            reason, answer = await self._ask_once(seconds, function, arguments)
        return reason, answer

    def retire_after(self, seconds: float) -> None:
        """End the process when no document comes for so long."""
        self._stay()
        self._retirement = asyncio.get_running_loop().call_later(seconds, self._discard)

    async def stop(self) -> None:
        """End the process; a document in it fails."""
        self._stay()
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(_end, pool)

    async def _ask_once(self, seconds: float, function: str, arguments: tuple[object, ...]) -> Answer:
        pool = self._pool = self._pool or _start(self._options)
        try:
            async with asyncio.timeout(_START_SECONDS + seconds + _GRACE_SECONDS) as patience:
                future = pool.schedule(entrance.answer, args=(function, *arguments), timeout=seconds)
                result: Answer = await asyncio.wrap_future(future)
        except (TimeoutError, ProcessExpired, RuntimeError) as error:
            error.__traceback__ = None  # its frames hold the document, and asyncio's futures hold it in a cycle
            return self._reason(error, overdue=patience.expired()), b""
        return result

    def _reason(self, error: Exception, *, overdue: bool) -> ParseReason:
        """What the error says; a pool that is broken is left for another."""
        if isinstance(error, ProcessExpired):
            return ParseReason.TIMEOUT if error.exitcode == -signal.SIGALRM else ParseReason.CRASHED
        if isinstance(error, TimeoutError):
            if overdue:
                self._replace()
            return ParseReason.TIMEOUT
        # BrokenProcessPool is a RuntimeError; a pool with an idle process killed says it at the next task.
        self._replace()
        return ParseReason.CRASHED

    def _stay(self) -> None:
        if self._retirement is not None:
            self._retirement.cancel()
            self._retirement = None

    def _replace(self) -> None:
        log.warning("parser_process_replaced")
        self._discard()

    def _discard(self) -> None:
        """Leave the pool to end in the background; the next document starts another."""
        pool, self._pool = self._pool, None
        if pool is not None:
            threading.Thread(target=_end, args=(pool,), name="parser-end", daemon=True).start()


def _start(options: ParserOptions) -> ProcessPool:
    return ProcessPool(
        max_workers=1,
        max_tasks=options.documents_per_process,
        initializer=entrance.confine,
        initargs=(options,),
        context=BareSpawnContext(),
    )


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
