"""The browser's process as the crawler holds it: started bare, spoken with in frames, watched, and killed whole."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapers.rendering.availability import find_browser
from scrapers.rendering.failures import RenderFailed, RenderReason
from scrapers.rendering.frames import Frame, packed, read_frame
from scrapers.rendering.process_tree import kill_tree, memory_of

if TYPE_CHECKING:
    from scrapers.rendering.options import RenderOptions

_DRIVER = "scrapers.rendering.driver"
_HOME = "marsad-browser-"
_LOOK_SECONDS = 0.25
END_SECONDS = 5.0


class BrowserProcess:
    """One browser, with a home of its own that is removed with it; raises RenderFailed where it does not start."""

    def __init__(self, process: asyncio.subprocess.Process, home: str, options: RenderOptions) -> None:
        self.pages = 0
        self.version = ""
        self.is_isolated = False
        self.is_sandboxed = False
        self._process = process
        self._home = home
        self._options = options

    @classmethod
    async def start(cls, options: RenderOptions) -> Self:
        """A browser that is ready; it inherits nothing but the way to our own modules."""
        program = find_browser(options.browser)
        if program is None:
            raise RenderFailed(RenderReason.UNAVAILABLE)
        await asyncio.to_thread(_remove_orphaned_homes)
        home = tempfile.mkdtemp(prefix=f"{_HOME}{os.getpid()}-")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", _DRIVER, str(program), str(options.memory_bytes)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=home,
            env=_environment(home),
            start_new_session=True,
        )
        started = cls(process, home, options)
        try:
            await started._await_ready()
        except BaseException:
            await started.end()
            raise
        return started

    async def tell(self, frame: Frame) -> None:
        """Say something; raises RenderFailed when it is gone."""
        stdin = self._process.stdin
        if stdin is None:
            raise RenderFailed(RenderReason.CRASHED)
        try:
            stdin.write(packed(frame))
            await stdin.drain()
        except OSError:
            raise RenderFailed(RenderReason.CRASHED) from None

    async def hear(self) -> Frame:
        """What it says next; raises RenderFailed when it is gone, and FrameBroken for nonsense."""
        stdout = self._process.stdout
        if stdout is None:
            raise RenderFailed(RenderReason.CRASHED)
        try:
            return await read_frame(stdout, self._options.page_bytes)
        except (asyncio.IncompleteReadError, OSError):
            raise RenderFailed(RenderReason.CRASHED) from None

    async def watch_memory(self) -> None:
        """Look on; raises RenderFailed once all its processes together hold too much."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if await asyncio.to_thread(memory_of, self._process.pid) > self._options.memory_bytes:
                raise RenderFailed(RenderReason.MEMORY)

    async def end(self) -> None:
        """Kill it with all that came of it, and remove what it wrote; never raises."""
        if self._process.returncode is None:
            await asyncio.to_thread(kill_tree, self._process.pid)
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(END_SECONDS):
                with contextlib.suppress(RuntimeError):  # somebody still listens to it, and hears its end
                    await self._process.communicate()  # first: a pipe that nobody empties holds up the end
                await self._process.wait()
                await asyncio.sleep(0)  # in which the pipes are closed
        await asyncio.to_thread(shutil.rmtree, self._home, ignore_errors=True)

    async def _await_ready(self) -> None:
        try:
            async with asyncio.timeout(self._options.start_seconds):
                frame = await self.hear()
        except TimeoutError:
            raise RenderFailed(RenderReason.TIMEOUT) from None
        if frame.kind != "ready":
            raise RenderFailed(RenderReason.UNAVAILABLE)
        self.version, self.is_isolated = frame.text("version"), bool(frame.values.get("isolated"))
        self.is_sandboxed = bool(frame.values.get("sandboxed"))


def _remove_orphaned_homes() -> None:
    """What crawlers that were killed have left; the second part of a home's name is its crawler's process."""
    for home in Path(tempfile.gettempdir()).glob(f"{_HOME}*-*"):
        owner = home.name.removeprefix(_HOME).partition("-")[0]
        if sys.platform == "linux" and owner.isdecimal() and not Path("/proc", owner).exists():
            shutil.rmtree(home, ignore_errors=True)


def _environment(home: str) -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": paths, "HOME": home, "TMPDIR": home}
