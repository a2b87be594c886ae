"""Reads a service's private port."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from typing import TYPE_CHECKING

import aiohttp

if TYPE_CHECKING:
    from scheduler.demo.service import ServiceProcess

_LINE = re.compile(r"^([^#\s]\S*) (\S+)$", re.MULTILINE)
_LOOK_SECONDS = 0.1
_ANSWER_SECONDS = aiohttp.ClientTimeout(total=5)


async def read_metrics(port: int) -> dict[str, float]:
    """Metrics by name with labels; empty while the port does not answer."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_ANSWER_SECONDS) as session,
            session.get(f"http://127.0.0.1:{port}/metrics") as answer,
        ):
            text = await answer.text()
    except (aiohttp.ClientError, TimeoutError):
        return {}
    return {name: float(value) for name, value in _LINE.findall(text)}


async def wait_ready(service: ServiceProcess, port: int, longest_seconds: float) -> bool:
    """Wait until the service says on its private port that its configuration is in force, the end of its start."""
    end = time.monotonic() + longest_seconds
    while not (await read_metrics(port)).get("marsad_configuration_ok"):
        if time.monotonic() > end or not service.running:
            return False
        await asyncio.sleep(_LOOK_SECONDS)
    return True


def free_port() -> int:
    """A TCP port on 127.0.0.1 that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
