"""The real service as a process: started with its own environment, listened to, asked, killed, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

import aiohttp
import psutil

from scheduler.valkey import BundledValkey

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

START_SECONDS = 120.0
STOP_SECONDS = 25.0
_ANSWER_SECONDS = aiohttp.ClientTimeout(total=5)


def free_port() -> int:
    """A TCP port on 127.0.0.1 that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class RunningService:
    """``marsad run`` on ``folder``/config and ``folder``/data; what it says, however often it is started, is kept.

    One of several roles has a data folder of its own.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str], *, role: str = "all", data: str = "data") -> None:
        self.config, self.data = folder / "config", folder / data
        self.role = role
        self.port = free_port()
        self.said = bytearray()
        self._settings = {"MARSAD_HTTP_PORT": str(self.port), "MARSAD_LOG_FORMAT": "json", **settings}
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None

    @property
    def archive(self) -> Path:
        """The archive's file."""
        return self.data / "archive.db"

    @property
    def pid(self) -> int:
        """The main process."""
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the main process lives."""
        return self._process is not None and self._process.returncode is None

    async def begin(self, **settings: str) -> None:
        """Start it without waiting; ``settings`` are further variables for this time."""
        arguments = ("run", "--config", str(self.config), "--data", str(self.data), "--role", self.role)
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "scheduler", *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=environment({**self._settings, **settings}),
            start_new_session=True,
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def start(self, **settings: str) -> None:
        """Start it and wait until it is at work."""
        await self.begin(**settings)
        heard = self.said.count(b"service_started")
        async with asyncio.timeout(START_SECONDS):
            while self.said.count(b"service_started") == heard:
                assert self.running, self.last_words()
                await asyncio.sleep(0.05)

    async def ended(self, seconds: float = START_SECONDS) -> int:
        """Wait until it has ended by itself; its exit code."""
        assert self._process is not None
        async with asyncio.timeout(seconds):
            code = await self._process.wait()
        await self._hush()
        return code

    async def stop(self) -> int:
        """SIGTERM; its exit code, and how it went on if it did not end in time is a failure."""
        assert self._process is not None
        if self.running:
            self._process.terminate()
        try:
            return await self.ended(STOP_SECONDS)
        except TimeoutError:
            await self.kill()
            raise

    async def kill(self) -> None:
        """Kill -9 for it and its pools; its Valkey lives on."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        await self.ended()

    async def leave(self) -> None:
        """End whatever is left of it."""
        if self._process is not None:
            await self.kill()
        await asyncio.to_thread(BundledValkey(self.data).stop)

    async def ask(self, path: str) -> tuple[int, str]:
        """Status and text of a page of its private port."""
        async with aiohttp.ClientSession(timeout=_ANSWER_SECONDS) as session:
            url = f"http://127.0.0.1:{self.port}{path}"
            async with session.get(url, headers={"Connection": "close"}) as answer:
                return answer.status, await answer.text()

    def family(self) -> list[psutil.Process]:
        """The main process and all its descendants."""
        main = psutil.Process(self.pid)
        return [main, *main.children(recursive=True)]

    def bundled_valkey(self) -> psutil.Process:
        """The server that this service started."""
        return next(one for one in self.family() if "valkey" in one.name() or "redis" in one.name())

    def pools(self) -> list[psutil.Process]:
        """Its parser and matcher processes."""
        return [one for one in self.family()[1:] if "spawn_main" in " ".join(one.cmdline())]

    def processes(self) -> str:
        """The arguments of all its processes, and the variables of its children, as others can read them."""
        main, *children = self.family()
        arguments = [" ".join(one.cmdline()) for one in (main, *children)]
        variables = [f"{name}={value}" for child in children for name, value in child.environ().items()]
        return "\n".join([*arguments, *variables])

    def last_words(self) -> str:
        """The end of what it said."""
        return self.said[-3000:].decode("utf-8", "replace")

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while piece := await process.stdout.read(65536):
            self.said += piece

    async def _hush(self) -> None:
        """Pools that outlive their main process hold its output open; they are of no use any more."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self._listening is not None:
            await self._listening


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What a process of Marsad is started with: these settings and none of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
    return {**inherited, **settings}
