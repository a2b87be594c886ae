"""Keeps the configuration in force: applies changed files at once, and never lets a bad one replace a good one.

A file is applied once it has stood unchanged for two looks, so a half-written one is not taken for the whole. What was
applied is copied beside the archive: a service that starts with a broken file goes on with the last good one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

from archive.errors import ArchiveError
from archive.failpoints import reach
from scheduler.configuration.files import read_content
from scheduler.configuration.findings import ConfigurationProblem, Finding

log = structlog.get_logger()

Apply = Callable[[bytes], Awaitable[None]]
Rejected = Callable[[str, ConfigurationProblem], Awaitable[None]]
Stamp = tuple[int, int, int]


@dataclass(slots=True)
class _Watched:
    apply: Apply
    seen: Stamp | None = None
    handled: Stamp | None = None
    sound: bool = True


class ConfigurationKeeper:
    """Watches the files of one folder; ``apply`` puts a file's bytes in force or raises ConfigurationProblem."""

    def __init__(self, folder: Path, last_good: Path, appliers: Mapping[str, Apply], rejected: Rejected) -> None:
        self._folder = folder
        self._last_good = last_good
        self._files = {name: _Watched(apply) for name, apply in appliers.items()}
        self._rejected = rejected

    @property
    def sound(self) -> bool:
        """Whether every file on disk is the one in force."""
        return all(watched.sound for watched in self._files.values())

    async def start(self) -> None:
        """Apply every file, or its last good version; raises ConfigurationProblem when there is neither."""
        for name, watched in self._files.items():
            watched.seen = watched.handled = _stamp(self._folder / name)
            try:
                await self._apply(name, watched, self._read(name))
            except ConfigurationProblem as problem:
                await self._fall_back(name, watched, problem)

    async def look(self) -> None:
        """Apply what has changed and come to rest since the last look."""
        for name, watched in self._files.items():
            stamp = _stamp(self._folder / name)
            settled, watched.seen = stamp == watched.seen, stamp
            if settled and stamp != watched.handled:
                await self._reload(name, watched, stamp)

    async def _reload(self, name: str, watched: _Watched, stamp: Stamp | None) -> None:
        """Apply or reject; when the archive cannot take it now, the next look tries again."""
        try:
            await self._apply(name, watched, self._read(name))
            log.info("configuration_applied", file=name)
        except ConfigurationProblem as problem:
            await self._reject(name, watched, problem)
        except ArchiveError as error:
            log.warning("configuration_put_off", file=name, error=type(error).__name__)
            return
        watched.handled = stamp

    def _read(self, name: str) -> bytes:
        """The file's bytes; one that was emptied is what a full disk or a broken off save leaves behind."""
        content = read_content(self._folder / name)
        if not content.strip() and _size(self._last_good / name) > 0:
            raise ConfigurationProblem([Finding(name, 1, "the file is empty", "the last version stays in force")])
        return content

    async def _apply(self, name: str, watched: _Watched, content: bytes) -> None:
        await watched.apply(content)
        reach("during-reload")
        watched.sound = True
        try:
            _keep_copy(self._last_good / name, content)
        except OSError as error:
            log.warning("last_good_copy_not_kept", file=name, error=type(error).__name__)

    async def _fall_back(self, name: str, watched: _Watched, problem: ConfigurationProblem) -> None:
        try:
            await watched.apply((self._last_good / name).read_bytes())
        except (OSError, ConfigurationProblem):
            raise problem from None
        await self._reject(name, watched, problem)

    async def _reject(self, name: str, watched: _Watched, problem: ConfigurationProblem) -> None:
        watched.sound = False
        lines = [finding.line for finding in problem.findings]
        log.error("configuration_rejected", file=name, lines=lines[:20], advice="run `marsad check`")
        await self._rejected(name, problem)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _keep_copy(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:  # its owner's alone, and of its own name
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
