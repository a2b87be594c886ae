"""What the browser's process gives up before it starts the browser; its children inherit it.

Where the kernel lets it make a user namespace, it moves into a network namespace of its own in which there is no
network at all, loopback included: whatever the browser tries, nothing can be dialled. There it is no root either.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

# linux/sched.h and linux/prctl.h
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_NOBODY = 65534
_POLITE = 5
_MOST_FILES = 4096


def confine(memory_bytes: int) -> bool:
    """Give up all that can be given up; whether the network is among it."""
    os.nice(_POLITE)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _MOST_FILES)
    if sys.platform != "linux":
        return False
    _limit(resource.RLIMIT_DATA, memory_bytes)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    return _leave_the_network(libc)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (value, value))


def _leave_the_network(libc: ctypes.CDLL) -> bool:
    """A browser refuses to confine itself for root: so root becomes nobody in the namespace, which changes no right."""
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    own = Path("/proc/self")
    with contextlib.suppress(OSError):
        (own / "setgroups").write_text("deny", encoding="ascii")
    (own / "uid_map").write_text(f"{user or _NOBODY} {user} 1", encoding="ascii")
    (own / "gid_map").write_text(f"{group or _NOBODY} {group} 1", encoding="ascii")
    return True
