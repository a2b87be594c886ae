"""A spawn context whose children do not import the parent's main module.

A spawned child imports the script that started the parent, and with it everything that script imports: for a process
that is to hold only parsers this is memory without use and code within reach of hostile bytes.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.popen_spawn_posix import Popen
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

_LAUNCHING = threading.Lock()


@contextmanager
def _bare_main() -> Iterator[None]:
    """While a child is launched, the main module is an empty one (``multiprocessing.spawn`` reads its file name)."""
    with _LAUNCHING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


class _BarePopen(Popen):
    def _launch(self, process_obj: BaseProcess) -> None:
        with _bare_main():
            super()._launch(process_obj)  # type: ignore[misc]


class _BareProcess(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Popen:  # noqa: N802 - the name multiprocessing calls
        return _BarePopen(process_obj)


class BareSpawnContext(SpawnContext):
    """The spawn start method, for children that need nothing of the parent's main module."""

    Process = _BareProcess
