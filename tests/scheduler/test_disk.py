"""Whatever stands in the place of a file, the answer comes in time and says what it is."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from scheduler.configuration import disk
from scheduler.configuration.disk import SilentDiskError, TooLargeError, in_time, read_regular, read_secret


def refusal(path: Path) -> str:
    """What is said of a path that cannot be read."""
    with pytest.raises(OSError, match=r".") as caught:
        read_regular(path, 100)
    return str(caught.value.strerror)


def test_file_is_read_whole(tmp_path: Path) -> None:
    """Through a link too: Docker and Kubernetes hand over configuration by links."""
    (tmp_path / "file").write_text("هجين", encoding="utf-8")
    (tmp_path / "link").symlink_to("file")
    assert read_regular(tmp_path / "link", 100).decode() == "هجين"


@pytest.mark.timeout(20)
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """None of them ends by itself, and each is named."""
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "it is a named pipe, not a file"
    assert refusal(tmp_path) == "it is a folder, not a file"
    assert refusal(Path("/dev/zero")) == "it is a device, not a file"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert refusal(tmp_path / "socket") == "No such device or address"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    """As the system says it."""
    (tmp_path / "link").symlink_to("link")
    assert refusal(tmp_path / "link") == "Too many levels of symbolic links"


def test_enormous_file_is_not_read(tmp_path: Path) -> None:
    """A terabyte of nothing would fill the memory."""
    with (tmp_path / "file").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(TooLargeError, match="larger than 1 MB"):
        read_regular(tmp_path / "file", 2**20)


@pytest.mark.timeout(20)
def test_secret_may_not_be_a_pipe(tmp_path: Path) -> None:
    """A reload would wait for whoever writes into it."""
    (tmp_path / "file").write_text("s3cret\n")
    assert read_secret(tmp_path / "file") == "s3cret\n"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="named pipe"):
        read_secret(tmp_path / "pipe")


def test_silent_disk_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question that hangs holds a thread; another path is none the worse for it."""
    monkeypatch.setattr(disk, "ANSWER_SECONDS", 0.1)
    is_back, before = threading.Event(), threading.active_count()
    for _ in range(3):
        with pytest.raises(SilentDiskError, match="does not answer"):
            in_time(tmp_path / "away", is_back.wait)
    assert threading.active_count() == before + 1
    assert in_time(tmp_path / "here", lambda: 1) == 1
    is_back.set()


def test_failing_answer_is_passed_on(tmp_path: Path) -> None:
    """A time-out of the mount itself is an answer; so is a name that no file can have."""
    with pytest.raises(TimeoutError, match="soft mount"):
        in_time(tmp_path, lambda: raising(TimeoutError("soft mount")))
    with pytest.raises(ValueError, match="null"):
        read_secret(Path("a\0b"))


def raising(error: Exception) -> None:
    """Raise it."""
    raise error
