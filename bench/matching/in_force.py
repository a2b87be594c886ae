"""How long a changed line of a long list takes to be in force, through the running service."""

from __future__ import annotations

import asyncio
import time
from statistics import median
from typing import TYPE_CHECKING

from bench.harness.metrics import free_port, wait_ready
from bench.matching.measuring import LIST
from bench.service.figures import Figure
from scheduler.demo.configuration import write_alerts, write_feeds, write_watchlist
from scheduler.demo.service import ServiceProcess

if TYPE_CHECKING:
    from pathlib import Path

    from bench.matching.world import World

CHANGES = 5
LIMIT_SECONDS = 2.0
_LONGEST_SECONDS = 120.0
_APPLIED = b'"configuration_applied"'


async def in_force(folder: Path, world: World) -> list[Figure]:
    """From the saving of a changed line to the matcher processes that know it, by the wall clock."""
    port = free_port()
    service = ServiceProcess(folder, {"MARSAD_HTTP_PORT": str(port), "MARSAD_LOG_FORMAT": "json"})
    lines = b"".join(world.lines())
    _configure(service, lines)
    try:
        await service.start()
        if not await wait_ready(service, port, _LONGEST_SECONDS):
            raise RuntimeError(f"the service does not start\n{service.last_words()}")
        seconds = [await _changed(service, lines, number) for number in range(CHANGES)]
    finally:
        await service.stop()
    part = f"{len(world.names):,} names in the service"
    return [
        Figure(part, "a changed line in force after, median", median(seconds), "s", LIMIT_SECONDS),
        Figure(part, "a changed line in force after, longest", max(seconds), "s"),
    ]


def _configure(service: ServiceProcess, lines: bytes) -> None:
    write_feeds(service.config, [])
    write_alerts(service.config, "http://127.0.0.1:9/", "whsec_" + "bWFyc2Fk" * 6, by_email=False)
    write_watchlist(service.config, f"include: [{LIST}]\n")
    (service.config / LIST).write_bytes(lines)


async def _changed(service: ServiceProcess, lines: bytes, number: int) -> float:
    """Seconds from the saving until the service says that it is in force."""
    applied = service.log.read_bytes().count(_APPLIED)
    (service.config / LIST).write_bytes(lines.replace(b'"name": "', f'"name": "{number} '.encode(), 1))
    began = time.monotonic()
    while service.log.read_bytes().count(_APPLIED) == applied:
        if time.monotonic() - began > _LONGEST_SECONDS or not service.running:
            raise RuntimeError(f"the changed list does not come into force\n{service.last_words()}")
        await asyncio.sleep(0.02)
    return time.monotonic() - began
