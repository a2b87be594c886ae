"""What a parser process gives up before it sees its first hostile byte."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import resource
import signal
import sys
from pathlib import Path

_MEBIBYTE = 1024 * 1024
# A process that holds this much is worth the milliseconds of a clean-up.
_ROOMY_BYTES = 100 * _MEBIBYTE
_STATM = Path("/proc/self/statm")
_KEPT_VARIABLES = frozenset({"PATH", "LANG", "TZ"})


def give_up_environment() -> None:
    """Forget all variables but three harmless ones; what the parent held in its environment is no business here."""
    for name in set(os.environ) - _KEPT_VARIABLES:
        del os.environ[name]


def give_up_resources(memory_bytes: int) -> None:
    """From now on at most ``memory_bytes`` more address space, no core files and no written files."""
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
    if sys.platform == "linux":
        ceiling = _bytes_held(0) + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def give_up_voice() -> None:
    """Nothing printed or logged here reaches anyone: libraries put addresses and texts into their messages."""
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def die_when_told() -> None:
    """Let the kernel end the process at SIGTERM and SIGALRM, even deep in a C library that runs no Python."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def give_back_memory() -> None:
    """After a large document, return what the C library keeps of it: an idle process is to be small again."""
    if sys.platform == "linux" and _bytes_held(1) > _ROOMY_BYTES:
        gc.collect()
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _bytes_held(field: int) -> int:
    """The process's address space (field 0 of proc_pid_statm(5)) or what of it is resident (field 1)."""
    return int(_STATM.read_text(encoding="ascii").split()[field]) * resource.getpagesize()
