"""Keeps the configuration in force: applies changed files at once, and never lets a bad one replace a good one.

A file is applied once it has stood unchanged for two looks, so a half-written one is not taken for the whole. What was
applied is copied beside the archive: a service that starts with a broken file goes on with the last good one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from archive.errors import ArchiveError
from archive.failpoints import reach
from scheduler.configuration.disk import in_time
from scheduler.configuration.files import read_content
from scheduler.configuration.findings import ConfigurationProblem, Finding, OutsideProblem
from scheduler.configuration.last_good import LastGood, says_nothing
from scheduler.configuration.shrinking import Counts, Loss, losses

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()

Apply = Callable[[bytes], Awaitable[Counts]]
Rejected = Callable[[str, ConfigurationProblem], Awaitable[None]]
Shrunk = Callable[[str, tuple[Loss, ...]], Awaitable[None]]
Stamp = tuple[int, int, int, int]

LOOKS_BETWEEN_TRIES = 30


@dataclass(slots=True)
class _Watched:
    """A file; ``outside`` is what was said of it when the cause lay elsewhere."""

    apply: Apply
    seen: Stamp | None = None
    handled: Stamp | None = None
    outside: list[Finding] | None = None
    passed_over: int = 0
    sound: bool = True

    def is_tried_again(self) -> bool:
        """Whether it is time to see if what lay elsewhere has been mended."""
        if self.outside is None:
            return False
        self.passed_over = (self.passed_over + 1) % LOOKS_BETWEEN_TRIES
        return self.passed_over == 0


class ConfigurationKeeper:
    """Watches the files of one folder; ``apply`` puts a file's bytes in force or raises ConfigurationProblem.

    ``apply`` answers how much stands in the file; ``shrunk`` hears of a version that lost most of it.
    """

    def __init__(
        self, folder: Path, last_good: Path, appliers: Mapping[str, Apply], rejected: Rejected, shrunk: Shrunk
    ) -> None:
        self._folder = folder
        self._last_good = LastGood(last_good)
        self._files = {name: _Watched(apply) for name, apply in appliers.items()}
        self._rejected = rejected
        self._shrunk = shrunk

    @property
    def sound(self) -> bool:
        """Whether every file on disk is the one in force."""
        return all(watched.sound for watched in self._files.values())

    async def start(self) -> None:
        """Apply every file, or its last good version; raises ConfigurationProblem when there is neither."""
        for name, watched in self._files.items():
            watched.seen = watched.handled = await self._stamp(name)
            try:
                await self._apply(name, watched, await self._read(name))
            except ConfigurationProblem as problem:
                await self._fall_back(name, watched, problem)

    async def look(self) -> None:
        """Apply what has changed and come to rest since the last look."""
        for name, watched in self._files.items():
            stamp = await self._stamp(name)
            settled, watched.seen = stamp == watched.seen, stamp
            if settled and (stamp != watched.handled or watched.is_tried_again()):
                await self._reload(name, watched, stamp)

    async def _reload(self, name: str, watched: _Watched, stamp: Stamp | None) -> None:
        """Apply or reject; when the archive cannot take it now, the next look tries again."""
        try:
            await self._apply(name, watched, await self._read(name))
            log.info("configuration_applied", file=name)
        except ConfigurationProblem as problem:
            await self._reject(name, watched, problem)
        except ArchiveError as error:
            log.warning("configuration_put_off", file=name, error=type(error).__name__)
            return
        watched.handled = stamp

    async def _stamp(self, name: str) -> Stamp | None:
        return await asyncio.to_thread(_stamp, self._folder / name)

    async def _read(self, name: str) -> bytes:
        """The file's bytes; one that was emptied is what a full disk or a broken off save leaves behind."""
        content = await asyncio.to_thread(read_content, self._folder / name)
        if says_nothing(content) and self._last_good.says_something(name):
            raise ConfigurationProblem([Finding(name, 1, "the file is empty", "the last version stays in force")])
        return content

    async def _apply(self, name: str, watched: _Watched, content: bytes) -> None:
        counts = await watched.apply(content)
        reach("during-reload")
        watched.sound, watched.outside = True, None
        lost = losses(self._last_good.counts(name), counts)
        await asyncio.to_thread(self._last_good.keep, name, content, counts)
        for loss in lost:
            log.warning("configuration_shrank", file=name, part=loss.part, before=loss.before, left=loss.left)
        if lost:
            await self._shrunk(name, lost)

    async def _fall_back(self, name: str, watched: _Watched, problem: ConfigurationProblem) -> None:
        try:
            await watched.apply(self._last_good.content(name))
        except (OSError, ConfigurationProblem):
            raise problem from None
        await self._reject(name, watched, problem)

    async def _reject(self, name: str, watched: _Watched, problem: ConfigurationProblem) -> None:
        """Keep what is in force and say so; of what is tried again and again, once."""
        watched.sound = False
        if watched.outside == problem.findings:
            return
        watched.outside = problem.findings if isinstance(problem, OutsideProblem) else None
        lines = [finding.line for finding in problem.findings]
        log.error("configuration_rejected", file=name, lines=lines[:20], advice="run `marsad check`")
        await self._rejected(name, problem)


def _stamp(path: Path) -> Stamp | None:
    """What changes with the file, its permissions among it: with these alone an unreadable one is mended."""
    try:
        found = in_time(path, path.stat)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
