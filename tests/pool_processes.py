"""The processes of the pools that one test has, apart from those that other tests keep."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

_others: set[psutil.Process] = set()


@contextlib.contextmanager
def others_left_out() -> Iterator[None]:
    """Within this the pools' processes that live already do not count."""
    _others.update(pool_processes())
    yield
    _others.clear()


def pool_processes() -> list[psutil.Process]:
    """The pools' processes that live, or are about to."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if "spawn_main" in _command_of(child) and child not in _others]


def _command_of(process: psutil.Process) -> str:
    """Its command line; nothing for one that has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
