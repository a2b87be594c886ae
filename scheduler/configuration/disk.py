"""Reads files that a person keeps, under a deadline: a mount whose server is away answers neither stat nor open.

In: a path. Out: its bytes, or an OSError whose words say what is wrong. Whoever asks is free again in time; the thread
that hangs is left behind, one a path.
"""

from __future__ import annotations

import os
import stat
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANSWER_SECONDS = 10.0
SECRET_BYTES = 64 * 1024

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

Answer = TypeVar("Answer")
_hanging: dict[Path, Thread] = {}


class NotRegularError(OSError):
    """The path leads to something that is no file one could read to its end."""

    def __init__(self, mode: int) -> None:
        super().__init__(None, f"it is {_KINDS.get(stat.S_IFMT(mode), 'something else')}, not a file")


class TooLargeError(OSError):
    """The file is longer than anything that is meant to be read here."""

    def __init__(self, most_bytes: int) -> None:
        amount = f"{most_bytes // 2**20} MB" if most_bytes >= 2**20 else f"{most_bytes // 2**10} kB"
        super().__init__(None, f"it is larger than {amount}")


class SilentDiskError(OSError):
    """The disk or mount has not answered in time."""

    def __init__(self) -> None:
        super().__init__(None, "the disk or mount that it lies on does not answer")


def read_regular(path: Path, most_bytes: int) -> bytes:
    """The bytes of a regular file of at most ``most_bytes``; raises OSError in time, whatever is there."""
    return in_time(path, lambda: _read(path, most_bytes))


def read_secret(path: Path) -> str:
    """The text of a secret's file; raises OSError, or ValueError for what is no UTF-8 text or no file's name."""
    return read_regular(path, SECRET_BYTES).decode("utf-8")


def in_time(path: Path, ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` finds out about ``path``; raises :class:`SilentDiskError` while it, or one before it, hangs."""
    if path in _hanging and _hanging[path].is_alive():
        raise SilentDiskError
    answer: Future[Answer] = Future()
    asked = Thread(target=_find_out, args=(answer, ask), name="configuration-file", daemon=True)
    asked.start()
    asked.join(ANSWER_SECONDS)
    if not answer.done():
        _hanging[path] = asked
        raise SilentDiskError
    return answer.result()


def _find_out(answer: Future[Answer], ask: Callable[[], Answer]) -> None:
    try:
        answer.set_result(ask())
    except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
        answer.set_exception(error)


def _read(path: Path, most_bytes: int) -> bytes:
    # Without O_NONBLOCK a named pipe would hold up the opening, and some files of /proc the reading.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        content = _content(descriptor, most_bytes)
    finally:
        os.close(descriptor)
    if len(content) > most_bytes:
        raise TooLargeError(most_bytes)
    return content


def _content(descriptor: int, most_bytes: int) -> bytes:
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        raise NotRegularError(mode)
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        return file.read(most_bytes + 1)
