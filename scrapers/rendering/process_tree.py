"""A process and all that came of it, as /proc tells: what it holds, and its end.

Elsewhere than on Linux the process alone is known; the browser then ends when its pipe is closed.
"""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

_PROC = Path("/proc")
# What counts as held: private memory, and memory shared between its processes once each.
_COUNTED = ("RssAnon:", "RssShmem:")


def tree_of(root: int) -> list[int]:
    """The process and its descendants, whoever is the parent of whom."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for process in found:  # it grows meanwhile
        found += children.get(process, ())
    return found


def memory_of(root: int) -> int:
    """The bytes that the process and its descendants hold together."""
    return sum(map(_memory, tree_of(root)))


def kill_tree(root: int) -> None:
    """End the process and its descendants at once; all are stopped first, so that none of them starts another."""
    stopped: set[int] = set()
    while fresh := set(tree_of(root)) - stopped:
        _signal(fresh, signal.SIGSTOP)
        stopped |= fresh
    _signal(stopped, signal.SIGKILL)


def _signal(processes: set[int], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(process, number)


def _memory(process: int) -> int:
    try:
        lines = (_PROC / str(process) / "status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith(_COUNTED))
