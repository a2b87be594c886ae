"""A Valkey of the benchmark's own, and what it has used: memory, processor time, the time of its slowest scripts."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.harness.valkey import Redises
from gateway.redis_link import RedisLink
from tests.servers.clocked_link import ClockedLink

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server has used so far: bytes now and at most, seconds of its processor."""

    bytes_now: int
    bytes_peak: int
    cpu_seconds: float


@contextlib.asynccontextmanager
async def server(folder: Path, clock: Callable[[], datetime] | None = None) -> AsyncIterator[tuple[Redises, RedisLink]]:
    """A server, whose clock may be another one, and a link to it."""
    await asyncio.to_thread(folder.mkdir)
    redises = Redises(folder)
    await redises.start()
    link = ClockedLink(redises.url, clock) if clock else RedisLink(redises.url)
    try:
        yield redises, link
    finally:
        await link.close()
        await redises.stop()


async def usage(redises: Redises) -> Usage:
    """What it has used."""
    memory, cpu = await redises.say("INFO", "memory"), await redises.say("INFO", "cpu")
    seconds = float(cpu["used_cpu_user"]) + float(cpu["used_cpu_sys"])
    return Usage(int(memory["used_memory"]), int(memory["used_memory_peak"]), seconds)


async def script_milliseconds(redises: Redises) -> float:
    """How long scripts have blocked the server since the last reset: 99th percentile."""
    latency = await redises.say("INFO", "latencystats")
    return float(latency["latency_percentiles_usec_evalsha"]["p99"]) / 1000
