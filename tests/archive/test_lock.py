"""A data directory serves one service; a dead one does not keep it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from archive.errors import ArchiveError
from archive.lock import locked_data
from tests.archive import programs

if TYPE_CHECKING:
    from pathlib import Path

HOLDS_THE_LOCK = """
import sys, time
from pathlib import Path
from archive.lock import locked_data
with locked_data(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_lock_names_its_holder(tmp_path: Path) -> None:
    """The second service says which process to stop."""
    with (
        locked_data(tmp_path / "data"),
        pytest.raises(ArchiveError, match=f"process {os.getpid()}"),
        locked_data(tmp_path / "data"),
    ):
        pass


def test_new_directory_is_its_owners_alone(tmp_path: Path) -> None:
    """What lies in it names who is watched, whatever a later program writes there."""
    with locked_data(tmp_path / "data"):
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_lock_is_free_afterwards(tmp_path: Path) -> None:
    """A service that ended leaves the directory to the next one."""
    for _ in range(2):
        with locked_data(tmp_path):
            pass


def test_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    """After kill -9 nobody has to clean up."""
    holder = programs.start(HOLDS_THE_LOCK, str(tmp_path))
    programs.await_line(holder, "held")
    with pytest.raises(ArchiveError, match=f"process {holder.pid}"), locked_data(tmp_path):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=10)
    with locked_data(tmp_path):
        pass


def test_unusable_directory_is_named(tmp_path: Path) -> None:
    """A data directory that is a file is an answer, not a traceback."""
    (tmp_path / "data").write_text("")
    with pytest.raises(ArchiveError, match="cannot be used"), locked_data(tmp_path / "data"):
        pass
