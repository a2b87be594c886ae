"""How much memory the crawler and its parser processes come to hold, looked at a hundred times a second."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Self

import psutil

if TYPE_CHECKING:
    from types import TracebackType

_LOOK_SECONDS = 0.01


class Watched:
    """Use as ``with``: ``peak_bytes`` is what this process has grown by, and all that its parser processes hold."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._before = self._process.memory_info().rss
        self._ended = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self.peak_bytes = 0

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_SECONDS):
            grown = self._process.memory_info().rss - self._before
            self.peak_bytes = max(self.peak_bytes, grown + sum(map(_held, self._process.children(recursive=True))))


def _held(process: psutil.Process) -> int:
    """What a parser process holds; other children are servers of the tests."""
    with contextlib.suppress(psutil.Error):
        if "--multiprocessing-fork" in process.cmdline():
            return int(process.memory_info().rss)
    return 0
