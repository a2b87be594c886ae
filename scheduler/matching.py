"""Evaluates articles in matcher processes, and exchanges the watchlist without a gap.

A new list is compiled in new processes first; only when it is sound do they take over. So a bad list never replaces a
good one, and an article is always matched by exactly one of them.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from pebble import ProcessPool

from scheduler import matching_process
from scheduler.configuration.files import WATCHLIST
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scrapers.parsing.spawning import BareSpawnContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchlist.mentions import Evaluation

_LOAD_SECONDS = 60.0
_EVALUATE_SECONDS = 20.0


class MatchFailed(Exception):
    """The matcher process overran or died; the article is tried again."""


class Matcher:
    """A pool of processes with the watchlist in force."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPool | None = None

    async def replace(self, content: bytes) -> None:
        """Put the watchlist of ``content`` in force; raises :class:`ConfigurationProblem` and keeps the old one."""
        pool = ProcessPool(
            max_workers=self._processes,
            initializer=matching_process.install,
            initargs=(content,),
            context=BareSpawnContext(),
        )
        try:
            found = await _ask(pool, _LOAD_SECONDS, matching_process.findings)
        except MatchFailed as failure:
            found = [Finding(WATCHLIST, 1, f"the list cannot be loaded: {failure}", "is it too long for the memory?")]
        except BaseException:
            await asyncio.to_thread(_stop, pool)
            raise
        if found:
            await asyncio.to_thread(_stop, pool)
            raise ConfigurationProblem(found)
        old, self._pool = self._pool, pool
        if old is not None:
            await asyncio.to_thread(_finish, old)

    async def evaluate(self, title: str, text: str, language: str | None) -> Evaluation:
        """Mentions and held rules of one article; raises :class:`MatchFailed`."""
        if self._pool is None:
            raise MatchFailed("no watchlist is in force")
        evaluation: Evaluation = await _ask(
            self._pool, _EVALUATE_SECONDS, matching_process.evaluate, title, text, language
        )
        return evaluation

    async def stop(self) -> None:
        """End the processes."""
        if self._pool is not None:
            await asyncio.to_thread(_stop, self._pool)


async def _ask(pool: ProcessPool, seconds: float, work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 - what the work returns
    try:
        return await asyncio.wrap_future(pool.schedule(work, args=arguments, timeout=seconds))
    except Exception as error:
        raise MatchFailed(type(error).__name__) from error


def _finish(pool: ProcessPool) -> None:
    """Let what is being matched end, then stop the processes."""
    pool.close()  # type: ignore[no-untyped-call]
    with contextlib.suppress(TimeoutError):
        pool.join(_EVALUATE_SECONDS)
        return
    _stop(pool)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
