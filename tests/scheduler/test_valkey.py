"""The bundled server: it starts, outlives a killed service and is found again, and unreadable files do not stop it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
import redis

from scheduler.valkey import BundledValkey, ValkeyProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[BundledValkey]:
    """A server that is up."""
    valkey = BundledValkey(tmp_path)
    valkey.ensure()
    yield valkey
    kill(valkey)
    valkey._end_process(patience_seconds=5)


def client(valkey: BundledValkey) -> redis.Redis:
    """A client of it."""
    return redis.Redis.from_url(valkey.url, decode_responses=True)


def process_of(valkey: BundledValkey) -> psutil.Process:
    """The server's process, whoever started it."""
    with client(valkey) as connected:
        info = connected.info("server")
    assert isinstance(info, dict)
    return psutil.Process(info["process_id"])


def kill(valkey: BundledValkey) -> None:
    """Kill the server if it is up."""
    try:
        process = process_of(valkey)
    except redis.RedisError:
        return
    process.kill()
    process.wait()


def test_server_is_set_up_for_us(valkey: BundledValkey) -> None:
    """Append-only, nothing evicted, no network port, for its owner alone."""
    with client(valkey) as connected:
        asked = connected.config_get("*")
        assert isinstance(asked, dict)
    wanted = {"appendonly": "yes", "maxmemory-policy": "noeviction", "port": "0", "set-max-intset-entries": "512"}
    assert {name: asked[name] for name in wanted} == wanted
    assert valkey._socket.stat().st_mode & 0o077 == 0


def test_ensure_leaves_a_running_one(valkey: BundledValkey) -> None:
    """It is asked every few seconds."""
    before = process_of(valkey).pid
    valkey.ensure()
    assert process_of(valkey).pid == before


def test_stop_ends_it_and_keeps_what_it_holds(valkey: BundledValkey) -> None:
    """Nothing is left running after a clean stop, and the next start goes on."""
    with client(valkey) as connected:
        connected.set("due", "1")
    process = process_of(valkey)
    valkey.stop()
    assert not process.is_running()
    valkey.ensure()
    with client(valkey) as connected:
        assert connected.get("due") == "1"


def test_stop_of_a_stopped_one_is_nothing(valkey: BundledValkey) -> None:
    """It may have died a moment ago."""
    kill(valkey)
    valkey.stop()


def test_killed_server_is_started_again(valkey: BundledValkey) -> None:
    """Nobody else looks after it."""
    before = process_of(valkey)
    before.kill()
    before.wait()
    valkey.ensure()
    assert process_of(valkey).pid != before.pid


def test_server_outlives_its_service(tmp_path: Path) -> None:
    """Kill -9 of the service leaves it; the next one finds it by its socket and stops it in the end."""
    command = [sys.executable, "-m", "tests.scheduler.valkey_owner", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"up\n"
        owner.kill()
    valkey = BundledValkey(tmp_path)
    process = process_of(valkey)
    valkey.ensure()
    assert (process_of(valkey).pid, valkey.is_ours) == (process.pid, False)
    valkey.stop()
    psutil.wait_procs([process], timeout=10)
    assert not process.is_running()


def test_unreadable_files_are_put_aside(valkey: BundledValkey, tmp_path: Path) -> None:
    """All can be rebuilt from the archive, so a damaged file must not stop the service; it is kept for a person."""
    with client(valkey) as connected:
        connected.set("due", "1")
    valkey.stop()
    for file in (tmp_path / "valkey/appendonlydir").glob("*.aof"):
        file.write_bytes(b"\x00 this is no append-only file \xff" * 10)
    valkey.ensure()
    with client(valkey) as connected:
        assert connected.get("due") is None
    assert len(list(tmp_path.glob("valkey-unreadable-*"))) == 1


def test_torn_end_of_file_is_read(valkey: BundledValkey, tmp_path: Path) -> None:
    """Power failed in the middle of a write: all before it is there."""
    with client(valkey) as connected:
        connected.set("due", "1")
    valkey.stop()
    (file,) = (tmp_path / "valkey/appendonlydir").glob("*.incr.aof")
    with file.open("ab") as end:
        end.write(b"*3\r\n$3\r\nSET\r\n$3\r\nd")
    valkey.ensure()
    with client(valkey) as connected:
        assert connected.get("due") == "1"


def test_long_data_folder_has_a_short_socket(tmp_path: Path) -> None:
    """A socket's path holds about a hundred bytes; users' folders hold more, and Arabic letters."""
    deep = tmp_path / ("مجلد طويل " * 6)
    deep.mkdir()
    valkey, same, other = BundledValkey(deep), BundledValkey(deep), BundledValkey(tmp_path / ("ل" * 60))
    assert valkey.url == same.url != other.url
    assert len(str(valkey._socket)) < 100
    valkey.ensure()
    valkey.stop()
    valkey._socket.parent.rmdir()


def test_frozen_server_gets_no_twin(valkey: BundledValkey, tmp_path: Path) -> None:
    """Two servers on the same files would damage them; not even a service that found it starts another."""
    process = process_of(valkey)
    process.suspend()
    valkey.ensure()
    found = BundledValkey(tmp_path)
    found.ensure()
    process.resume()
    assert (process_of(found).pid, found.is_ours) == (process.pid, False)


def test_frozen_server_is_killed_in_the_end(valkey: BundledValkey, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that stops must not wait for it."""
    monkeypatch.setattr("scheduler.valkey._STOP_SECONDS", 0.1)
    process = process_of(valkey)
    process.suspend()
    valkey.stop()
    assert not process.is_running()


def test_server_that_cannot_start_names_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person at the terminal is told where to look."""
    monkeypatch.setattr("scheduler.valkey._binary", lambda: "/bin/false")
    with pytest.raises(ValkeyProblem, match=r"valkey\.log"):
        BundledValkey(tmp_path).ensure()


def test_wheel_without_a_server_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine for which there is no bundled server can still use another."""
    monkeypatch.setattr("scheduler.valkey.metadata.files", lambda _: None)
    with pytest.raises(ValkeyProblem, match="MARSAD_REDIS_URL"):
        BundledValkey(tmp_path).ensure()
