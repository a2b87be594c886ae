"""Keeps the configuration in force: applies changed files at once, and never lets a bad one replace a good one.

A file and the lists that it includes are applied as one, once they have stood unchanged for two looks, so a
half-written one is not taken for the whole. What was applied is copied beside the archive: a service that starts with a
broken file goes on with the last good one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from archive.errors import ArchiveError
from archive.failpoints import reach
from scheduler.configuration.disk import in_time
from scheduler.configuration.edition import Edition
from scheduler.configuration.files import WATCHLIST, read_content
from scheduler.configuration.findings import ConfigurationProblem, Finding, OutsideProblem
from scheduler.configuration.including import included_paths, read_edition
from scheduler.configuration.last_good import LastGood, says_nothing
from scheduler.configuration.shrinking import Counts, Loss, losses

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()

Apply = Callable[[Edition], Awaitable[Counts]]
Rejected = Callable[[str, ConfigurationProblem], Awaitable[None]]
Shrunk = Callable[[str, tuple[Loss, ...]], Awaitable[None]]
Stamp = tuple[int, int, int, int]
Stamps = tuple[tuple[str, Stamp | None], ...]

LOOKS_BETWEEN_TRIES = 60


@dataclass(slots=True)
class _Watched:
    """A file and its ``lists``; ``outside`` is what was said of them when the cause lay elsewhere."""

    apply: Apply
    lists: tuple[str, ...] = ()
    seen: Stamps | None = None
    handled: Stamps | None = None
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
    """Watches the files of one folder; ``apply`` puts a file and its lists in force or raises ConfigurationProblem.

    ``apply`` answers how much stands in the file; ``shrunk`` hears of a version that lost most of it.
    """

    def __init__(
        self,
        folder: Path,
        last_good: Path,
        appliers: Mapping[str, Apply],
        rejected: Rejected,
        shrunk: Shrunk,
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
            await self._note_lists(name, watched)
            watched.seen = watched.handled = await self._stamps(name, watched)
            try:
                await self._apply(name, watched, await self._read(name, watched))
            except ConfigurationProblem as problem:
                await self._fall_back(name, watched, problem)

    async def look(self) -> None:
        """Apply what has changed and come to rest since the last look."""
        for name, watched in self._files.items():
            await self._look_at(name, watched)

    async def _look_at(self, name: str, watched: _Watched) -> None:
        before = watched.seen
        stamps = await self._stamps(name, watched)
        if before is None or stamps[0] != before[0]:
            await self._note_lists(name, watched)
            stamps = await self._stamps(name, watched)
        watched.seen = stamps
        if stamps == before and (stamps != watched.handled or watched.is_tried_again()):
            await self._reload(name, watched, stamps)

    async def _reload(self, name: str, watched: _Watched, stamps: Stamps) -> None:
        """Apply or reject; when the archive cannot take it now, the next look tries again."""
        try:
            await self._apply(name, watched, await self._read(name, watched))
            log.info("configuration_applied", file=name)
        except ConfigurationProblem as problem:
            await self._reject(name, watched, problem)
        except ArchiveError as error:
            log.warning("configuration_put_off", file=name, error=type(error).__name__)
            return
        watched.handled = stamps

    async def _stamps(self, name: str, watched: _Watched) -> Stamps:
        return await asyncio.to_thread(_stamps, self._folder, (name, *watched.lists))

    async def _note_lists(self, name: str, watched: _Watched) -> None:
        """Which lists the file includes now; of one that cannot be read, those that it included."""
        with contextlib.suppress(ConfigurationProblem):
            watched.lists = await asyncio.to_thread(self._included, name)

    def _included(self, name: str) -> tuple[str, ...]:
        return included_paths(read_content(self._folder / name)) if name == WATCHLIST else ()

    async def _read(self, name: str, watched: _Watched) -> Edition:
        """The file with its lists; one that was emptied is what a full disk or a broken off save leaves behind."""
        edition = await asyncio.to_thread(self._edition, name)
        if says_nothing(edition.content) and self._last_good.says_something(name):
            raise ConfigurationProblem([Finding(name, 1, "the file is empty", "the last version stays in force")])
        for path, content in edition.lists.items():
            if says_nothing(content) and self._last_good.says_something(name, path):
                raise ConfigurationProblem([Finding(path, 1, "the list is empty", "the last version stays in force")])
        watched.lists = tuple(edition.lists)
        return edition

    def _edition(self, name: str) -> Edition:
        content = read_content(self._folder / name)
        return read_edition(self._folder, name, content) if name == WATCHLIST else Edition(content)

    async def _apply(self, name: str, watched: _Watched, edition: Edition) -> None:
        counts = await watched.apply(edition)
        reach("during-reload")
        watched.sound, watched.outside = True, None
        lost = losses(self._last_good.counts(name), counts)
        await asyncio.to_thread(self._last_good.keep, name, edition, counts)
        for loss in lost:
            log.warning("configuration_shrank", file=name, part=loss.part, before=loss.before, left=loss.left)
        if lost:
            await self._shrunk(name, lost)

    async def _fall_back(self, name: str, watched: _Watched, problem: ConfigurationProblem) -> None:
        try:
            await watched.apply(self._last_good.edition(name))
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


def _stamps(folder: Path, names: tuple[str, ...]) -> Stamps:
    return tuple((name, _stamp(folder / name)) for name in names)


def _stamp(path: Path) -> Stamp | None:
    """What changes with the file, its permissions among it: with these alone an unreadable one is mended."""
    try:
        found = in_time(path, path.stat)
    except (OSError, ValueError):  # a list's path may be no path at all
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
