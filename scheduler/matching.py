"""Evaluates articles in matcher processes, and exchanges the watchlist without a gap.

A new list is compiled in new processes first; only when it is sound do they take over. So a bad list never replaces a
good one, and an article is always matched by exactly one of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Any

import structlog
from pebble import ProcessExpired, ProcessPool

from scheduler import matching_process
from scheduler.configuration.edition import Edition
from scheduler.configuration.files import WATCHLIST
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scrapers.parsing.spawning import BareSpawnContext

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scheduler.configuration.shrinking import Counts
    from watchlist.mentions import Evaluation, Text

log = structlog.get_logger()

_LOAD_SECONDS = 60.0
_EVALUATE_SECONDS = 20.0


class MatchFailed(Exception):
    """The matcher process overran or died; the article is tried again."""


class _Died(MatchFailed):
    """A process died, or the pool is broken and takes nothing more."""


class Matcher:
    """A pool of processes with the watchlist in force."""

    def __init__(self, processes: int, blocks: Path | None = None) -> None:
        """``blocks`` is the folder in which compiled parts of included lists are kept."""
        self._processes = processes
        self._free = asyncio.Semaphore(2 * processes)  # one at work and one waiting, so that no process idles
        self._pool: ProcessPool | None = None
        self._edition = Edition(b"")
        self._blocks = blocks

    async def replace(self, edition: Edition) -> Counts:
        """Put this watchlist and its lists in force; how much stands in them.

        Raises :class:`ConfigurationProblem` and keeps the old one.
        """
        counts: Counts = {}
        pool = self._start(edition)
        try:
            await asyncio.to_thread(_launch, pool)
            found, counts = await _ask(pool, _LOAD_SECONDS, matching_process.loaded)
        except MatchFailed as failure:
            found = [Finding(WATCHLIST, 1, f"the list cannot be loaded: {failure}", "is it too long for the memory?")]
        except BaseException:
            await asyncio.to_thread(_stop, pool)
            raise
        if found:
            await asyncio.to_thread(_stop, pool)
            raise ConfigurationProblem(found)
        old, self._pool, self._edition = self._pool, pool, edition
        if old is not None:
            await asyncio.to_thread(_finish, old)
        return counts

    @property
    def edition(self) -> Edition:
        """The watchlist in force."""
        return self._edition

    async def evaluate(self, text: Text) -> Evaluation:
        """Mentions and held rules of one article; raises :class:`MatchFailed`.

        When the process dies the article is asked about once more: something else may have killed it.
        """
        async with self._free:
            try:
                return await self._evaluate(text)
            except _Died:
                return await self._evaluate(text)

    async def stop(self) -> None:
        """End the processes."""
        if self._pool is not None:
            await asyncio.to_thread(_stop, self._pool)

    async def _evaluate(self, text: Text) -> Evaluation:
        if self._pool is None:
            raise MatchFailed("no watchlist is in force")
        pool = self._pool
        try:
            evaluation: Evaluation = await _ask(pool, _EVALUATE_SECONDS, matching_process.evaluate, text)
        except _Died:
            self._discard(pool)
            raise
        return evaluation

    def _start(self, edition: Edition) -> ProcessPool:
        return ProcessPool(
            max_workers=self._processes,
            initializer=matching_process.install,
            initargs=(matching_process.Parcel(edition, self._blocks),),
            context=BareSpawnContext(),
        )

    def _discard(self, pool: ProcessPool) -> None:
        """Start a new pool with the same list, and leave this one to end in the background."""
        if self._pool is pool:
            log.warning("matcher_pool_replaced")
            self._pool = self._start(self._edition)
            threading.Thread(target=_stop, args=(pool,), name="matcher-pool-end", daemon=True).start()


def _launch(pool: ProcessPool) -> None:
    """Start the processes, which takes as long as the handing over of a long list."""
    with contextlib.suppress(RuntimeError):  # whoever asks it next hears of it
        pool.schedule(matching_process.is_up)


async def _ask(pool: ProcessPool, seconds: float, work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 - what the work returns
    """The answer of a process that may have to be started and to load the list first."""
    try:
        async with asyncio.timeout(_LOAD_SECONDS + 2 * seconds) as patience:
            return await asyncio.wrap_future(pool.schedule(work, args=arguments, timeout=seconds))
    except TimeoutError as error:
        raise (_Died if patience.expired() else MatchFailed)("TimeoutError") from error
    except (ProcessExpired, RuntimeError) as error:  # a pool that lost an idle process says RuntimeError for ever
        raise _Died(type(error).__name__) from error
    except asyncio.CancelledError as error:
        if _is_cancelled():
            raise
        raise _Died("the pool was stopped") from error
    except Exception as error:
        raise MatchFailed(type(error).__name__) from error


def _is_cancelled() -> bool:
    """Whether it is this task that is to end; a pool that is stopped cancels its futures too."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _finish(pool: ProcessPool) -> None:
    """Let what is being matched end, then stop the processes."""
    pool.close()  # type: ignore[no-untyped-call]
    with contextlib.suppress(TimeoutError, RuntimeError):
        pool.join(_EVALUATE_SECONDS)
        return
    _stop(pool)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
