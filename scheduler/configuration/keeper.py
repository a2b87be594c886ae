"""Keeps the configuration in force: applies changed files at once, and never lets a bad one replace a good one.

A file and the lists that it includes are applied as one, once they have stood unchanged for two looks, so a
half-written one is not taken for the whole. What was applied is copied beside the archive: a service that starts with a
broken file goes on with the last good one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

import structlog

from archive.errors import ArchiveError
from archive.failpoints import reach
from scheduler.configuration.edition import Edition
from scheduler.configuration.findings import ConfigurationProblem, Finding, OutsideProblem
from scheduler.configuration.last_good import LastGood, says_nothing
from scheduler.configuration.shrinking import Counts, Loss, losses
from scheduler.configuration.watched_file import Stamps, WatchedFile

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()

_COMES_TO_REST_SECONDS = 0.25

Apply = Callable[[Edition], Awaitable[Counts]]
Rejected = Callable[[str, ConfigurationProblem], Awaitable[None]]
Shrunk = Callable[[str, tuple[Loss, ...]], Awaitable[None]]


class ConfigurationKeeper:
    """Watches the files of one folder, for each of which there is an applier.

    It puts the file and its lists in force and answers how much stands in them, or raises ConfigurationProblem;
    ``shrunk`` hears of a version that lost most of it.
    """

    def __init__(
        self,
        folder: Path,
        last_good: Path,
        appliers: Mapping[str, Apply],
        rejected: Rejected,
        shrunk: Shrunk,
    ) -> None:
        self._files = [WatchedFile(folder, name) for name in appliers]
        self._last_good = LastGood(last_good)
        self._appliers = appliers
        self._rejected = rejected
        self._shrunk = shrunk

    @property
    def sound(self) -> bool:
        """Whether every file on disk is the one in force."""
        return all(watched.sound for watched in self._files)

    async def start(self) -> None:
        """Apply every file, or its last good version; raises ConfigurationProblem when there is neither."""
        for watched in self._files:
            await watched.note_lists()
            watched.seen = watched.handled = await watched.stamps()
            try:
                await self._apply(watched, await self._read(watched))
            except ConfigurationProblem as problem:
                await self._fall_back(watched, problem)

    async def look(self) -> None:
        """Apply what has changed and come to rest since the last look."""
        for watched in self._files:
            await self._look_at(watched)

    async def watch(self) -> None:
        """Look, and once more a quarter of a second later when something has changed: someone waits for it."""
        await self.look()
        if any(watched.seen != watched.handled for watched in self._files):
            await asyncio.sleep(_COMES_TO_REST_SECONDS)
            await self.look()

    async def _look_at(self, watched: WatchedFile) -> None:
        before = watched.seen
        stamps = await watched.stamps()
        if before is None or stamps[0] != before[0]:
            await watched.note_lists()
            stamps = await watched.stamps()
        watched.seen = stamps
        if stamps == before and (stamps != watched.handled or watched.is_tried_again()):
            await self._reload(watched, stamps)

    async def _reload(self, watched: WatchedFile, stamps: Stamps) -> None:
        """Apply or reject; when the archive cannot take it now, the next look tries again."""
        try:
            await self._apply(watched, await self._read(watched))
            log.info("configuration_applied", file=watched.name)
        except ConfigurationProblem as problem:
            await self._reject(watched, problem)
        except ArchiveError as error:
            log.warning("configuration_put_off", file=watched.name, error=type(error).__name__)
            return
        watched.handled = stamps

    async def _read(self, watched: WatchedFile) -> Edition:
        """The file with its lists; one that was emptied is what a full disk or a broken off save leaves behind."""
        name = watched.name
        edition = await watched.read()
        if says_nothing(edition.content) and self._last_good.says_something(name):
            raise ConfigurationProblem([Finding(name, 1, "the file is empty", "the last version stays in force")])
        for path, content in edition.lists.items():
            if says_nothing(content) and self._last_good.says_something(name, path):
                raise ConfigurationProblem([Finding(path, 1, "the list is empty", "the last version stays in force")])
        watched.lists = tuple(edition.lists)
        return edition

    async def _apply(self, watched: WatchedFile, edition: Edition) -> None:
        name = watched.name
        counts = await self._appliers[name](edition)
        reach("during-reload")
        watched.sound, watched.outside = True, None
        lost = losses(self._last_good.counts(name), counts)
        await asyncio.to_thread(self._last_good.keep, name, edition, counts)
        for loss in lost:
            log.warning("configuration_shrank", file=name, part=loss.part, before=loss.before, left=loss.left)
        if lost:
            await self._shrunk(name, lost)

    async def _fall_back(self, watched: WatchedFile, problem: ConfigurationProblem) -> None:
        try:
            await self._appliers[watched.name](self._last_good.edition(watched.name))
        except (OSError, ConfigurationProblem):
            raise problem from None
        await self._reject(watched, problem)

    async def _reject(self, watched: WatchedFile, problem: ConfigurationProblem) -> None:
        """Keep what is in force and say so; of what is tried again and again, once."""
        watched.sound = False
        if watched.outside == problem.findings:
            return
        watched.outside = problem.findings if isinstance(problem, OutsideProblem) else None
        lines = [finding.line for finding in problem.findings]
        log.error("configuration_rejected", file=watched.name, lines=lines[:20], advice="run `marsad check`")
        await self._rejected(watched.name, problem)
