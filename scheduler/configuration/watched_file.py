"""A configuration file and the lists that it includes, as one thing that is looked at again and again."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.configuration.disk import in_time
from scheduler.configuration.edition import Edition
from scheduler.configuration.files import WATCHLIST, read_content
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scheduler.configuration.including import included_paths, read_edition

if TYPE_CHECKING:
    from pathlib import Path

Stamp = tuple[int, int, int, int]
Stamps = tuple[tuple[str, Stamp | None], ...]

LOOKS_BETWEEN_TRIES = 60


@dataclass(slots=True)
class WatchedFile:
    """A file of ``folder`` and its ``lists``: how they stood when last looked at, and when last applied or rejected.

    ``outside`` is what was said of them when the cause lay elsewhere.
    """

    folder: Path
    name: str
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

    async def stamps(self) -> Stamps:
        """What changes with the file or one of its lists; None in the place of one that is not there."""
        names = (self.name, *self.lists)
        return await asyncio.to_thread(lambda: tuple((name, _stamp(self.folder / name)) for name in names))

    async def note_lists(self) -> None:
        """Which lists the file includes now; of one that cannot be read, those that it included."""
        with contextlib.suppress(ConfigurationProblem):
            self.lists = await asyncio.to_thread(self._included)

    async def read(self) -> Edition:
        """The bytes of the file and of its lists; raises ConfigurationProblem."""
        return await asyncio.to_thread(self._edition)

    def _included(self) -> tuple[str, ...]:
        return included_paths(read_content(self.folder / self.name)) if self.name == WATCHLIST else ()

    def _edition(self) -> Edition:
        content = read_content(self.folder / self.name)
        return read_edition(self.folder, self.name, content) if self.name == WATCHLIST else Edition(content)


def _stamp(path: Path) -> Stamp | None:
    """What changes with the file, its permissions among it: with these alone an unreadable one is mended."""
    try:
        found = in_time(path, path.stat)
    except (OSError, ValueError):  # a list's path may be no path at all
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
