"""What a service and all its processes use: CPU seconds and memory, its Valkey and its ended children included."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds so far, in all and by kind of process, and resident bytes."""

    cpu_seconds: float
    by_kind: dict[str, float]
    main_bytes: int
    all_bytes: int

    def since(self, before: Usage) -> float:
        """The CPU seconds between two looks."""
        return self.cpu_seconds - before.cpu_seconds

    def kinds_since(self, before: Usage) -> dict[str, float]:
        """The same, by kind of process."""
        return {kind: seconds - before.by_kind.get(kind, 0.0) for kind, seconds in self.by_kind.items()}


def usage(main: int, valkey: int = 0) -> Usage:
    """The usage of a main process, its descendants, and a Valkey that may have another parent."""
    root = psutil.Process(main)
    members = {process.pid: process for process in (root, *root.children(recursive=True))}
    if valkey:
        members[valkey] = psutil.Process(valkey)
    by_kind: dict[str, float] = {}
    rss: dict[int, int] = {}
    for pid, process in members.items():
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            kind = "main" if pid == main else _kind(process)
            by_kind[kind] = by_kind.get(kind, 0.0) + times.user + times.system
            # A child that has ended and been waited for counts in its parent's children times.
            by_kind["pools"] = by_kind.get("pools", 0.0) + times.children_user + times.children_system
            rss[pid] = process.memory_info().rss
    return Usage(sum(by_kind.values()), by_kind, rss.get(main, 0), sum(rss.values()))


def _kind(process: psutil.Process) -> str:
    return "valkey" if "valkey" in process.name() or "redis" in process.name() else "pools"
