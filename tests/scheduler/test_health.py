"""The private port: alive, fit for work, metrics; and nothing on it that was configured."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest

from scheduler.foundation import StartProblem
from scheduler.health import HealthPort, Vitals
from scheduler.loop_lag import watch_loop
from scheduler.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WELL = Vitals(started=True, archive=True, redis=True, configuration=True)
NO_REDIS = Vitals(started=True, archive=True, redis=False, configuration=True)
BAD_FILE = Vitals(started=True, archive=True, redis=True, configuration=False)
NO_ARCHIVE = Vitals(started=True, archive=False, redis=True, configuration=True)
STARTING = Vitals(started=False, archive=True, redis=True, configuration=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Desk:
    """A service that feels as the test says, and its private port."""

    def __init__(self) -> None:
        self.vitals = WELL
        self.metrics = Metrics()
        self.number = free_port()
        self.port = HealthPort("127.0.0.1", self.number, lambda: self.vitals, self.metrics)

    async def asks(self, path: str) -> tuple[int, str]:
        """Status and text of an answer."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.number}{path}") as answer,
        ):
            return answer.status, await answer.text()


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A desk whose port is open."""
    desk = Desk()
    await desk.port.start()
    yield desk
    await desk.port.stop()


@pytest.mark.parametrize(
    ("vitals", "alive", "ready", "status"),
    [
        (WELL, 200, 200, "ok"),
        (NO_REDIS, 200, 503, "degraded"),
        (BAD_FILE, 200, 503, "degraded"),
        (NO_ARCHIVE, 503, 503, "failing"),
        (STARTING, 503, 503, "failing"),
    ],
)
async def test_port_tells_how_it_is(desk: Desk, vitals: Vitals, alive: int, ready: int, status: str) -> None:
    """A container is restarted for what a restart can cure, and for nothing else."""
    desk.vitals = vitals
    answer = await desk.asks("/healthz")
    assert (answer[0], (await desk.asks("/readyz"))[0]) == (alive, ready)
    assert json.loads(answer[1])["status"] == status


async def test_answers_name_the_parts(desk: Desk) -> None:
    """Which part is unwell, and not a word of what was configured."""
    desk.vitals = NO_REDIS
    told = json.loads((await desk.asks("/readyz"))[1])
    assert told == {"status": "degraded", "archive": True, "redis": False, "configuration": True}


async def test_metrics_are_served(desk: Desk) -> None:
    """In Prometheus' text form."""
    desk.metrics.polls.labels("ok").inc()
    status, text = await desk.asks("/metrics")
    assert status == 200
    assert 'marsad_polls_total{status="ok"} 1.0' in text


async def test_other_paths_show_nothing(desk: Desk) -> None:
    """Three doors, no more."""
    assert (await desk.asks("/"))[0] == 404


async def test_taken_port_says_what_to_do(desk: Desk) -> None:
    """Two services on one machine is the first mistake everyone makes."""
    second = HealthPort("127.0.0.1", desk.number, lambda: WELL, Metrics())
    with pytest.raises(StartProblem, match="MARSAD_HTTP_PORT"):
        await second.start()
    await second.stop()


async def test_port_zero_listens_nowhere() -> None:
    """``MARSAD_HTTP_PORT=0``."""
    port = HealthPort("127.0.0.1", 0, lambda: WELL, Metrics())
    await port.start()
    await port.stop()


async def test_blocked_loop_is_measured() -> None:
    """A loop that does not turn is the one fault no other metric shows."""
    metrics = Metrics()
    watching = asyncio.create_task(watch_loop(metrics))
    await asyncio.sleep(0.01)
    block()
    await asyncio.sleep(0.3)
    watching.cancel()
    assert (metrics.registry.get_sample_value("marsad_event_loop_lag_seconds_max") or 0) > 0.3


def block() -> None:
    """Keep the loop from turning for a while, as a bug would."""
    time.sleep(0.6)


async def test_garbage_is_told_nothing(desk: Desk) -> None:
    """What it cannot read is answered past its handlers; versions would show there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.number)
    writer.write(b"GARBAGE\r\n\r\n")
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.0 400 ")
    assert b"Server" not in answer
