"""``marsad demo`` as a newcomer meets it: typed, watched, ended with Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.scheduler.command_line import marsad

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

# `make demo` promises it, counted from the end of the installation.
FIRST_ALERT_SECONDS = 60.0
END_SECONDS = 40.0
ALERT = re.compile(r"\d\d:\d\d:\d\d  (email|webhook) ")


@asynccontextmanager
async def demo() -> AsyncIterator[asyncio.subprocess.Process]:
    """A demo that was just typed; it is gone when the block ends."""
    command = (sys.executable, "-m", "scheduler", "demo")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await asyncio.wait_for(process.wait(), END_SECONDS)


async def alerts(process: asyncio.subprocess.Process) -> None:
    """Read until the first line that tells of an alert; fails when the demo ends before."""
    assert process.stdout is not None
    async for line in process.stdout:
        if ALERT.match(line.decode()):
            return
    pytest.fail("the demo ended without an alert")


@pytest.mark.slow
async def test_first_alert_comes_within_a_minute() -> None:
    """A newcomer does not wait longer; Ctrl-C then ends it without a word of complaint."""
    async with demo() as process:
        async with asyncio.timeout(FIRST_ALERT_SECONDS):
            await alerts(process)
        process.send_signal(signal.SIGINT)
        _, err = await asyncio.wait_for(process.communicate(), END_SECONDS)
    assert (process.returncode, err) == (0, b"")


def test_folder_in_use_is_not_played_on(tmp_path: Path) -> None:
    """An archive of an earlier play would make the new one's articles copies."""
    (tmp_path / "archive.db").touch()
    ran = marsad("demo", "--once", "--keep", tmp_path)
    assert (ran.code, "not empty" in ran.err) == (2, True)
