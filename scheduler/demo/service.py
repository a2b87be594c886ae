"""The real service as a process beside the demo: started, watched, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING

from scheduler.valkey import BundledValkey

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_STOP_SECONDS = 25.0
_TAIL_BYTES = 3000


class ServiceProcess:
    """``marsad run`` on the folders ``config`` and ``data`` under ``folder``; it writes to ``service.log`` there."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.config, self.data = folder / "config", folder / "data"
        self.log = folder / "service.log"
        self._settings = dict(settings)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def archive(self) -> Path:
        """The archive's file."""
        return self.data / "archive.db"

    @property
    def pid(self) -> int:
        """The main process, which is also the id of its process group."""
        assert self._process is not None, "the service was never started"  # noqa: S101 - a caller's mistake
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the main process lives."""
        return self._process is not None and self._process.returncode is None

    async def start(self, **settings: str) -> None:
        """Start it; ``settings`` are further ``MARSAD_*`` variables for this time."""
        arguments = ("-m", "scheduler", "run", "--config", str(self.config), "--data", str(self.data))
        with self.log.open("ab") as log:
            # A session of its own, so that Ctrl-C reaches the demo first and the service is stopped in order.
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment({**self._settings, **settings}),
                start_new_session=True,
            )

    async def wait(self) -> int:
        """Wait until the main process has ended; its exit code."""
        assert self._process is not None, "the service was never started"  # noqa: S101 - a caller's mistake
        return await self._process.wait()

    async def stop(self) -> int | None:
        """SIGTERM, then SIGKILL when it does not end in time; the exit code, None if it was never started."""
        if self._process is None:
            return None
        if self.running:
            self._process.terminate()
            with contextlib.suppress(TimeoutError):
                return await asyncio.wait_for(self.wait(), _STOP_SECONDS)
        self.kill()
        BundledValkey(self.data).stop()
        return await self.wait()

    def kill(self) -> None:
        """SIGKILL for the whole process group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def last_words(self) -> str:
        """The end of its log."""
        return self.log.read_bytes()[-_TAIL_BYTES:].decode("utf-8", "replace") if self.log.exists() else ""


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without the user's own service settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
    return {**inherited, **settings}
