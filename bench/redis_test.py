"""Redis goes wrong in every way while the service runs: nothing may be lost, doubled or held up.

    python -m bench.redis_test [--short] [--only CASE] [--keep FOLDER]

In each case a service of its own polls feeds that publish all the time, also copies of each other's articles; Redis is
flushed, killed, filled, made forgetful, made a replica, frozen, or is not there at the start. Alerts must all arrive,
once, and the event loop must never have been blocked for a second (metric marsad_event_loop_lag_seconds_max).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from bench.harness.rig import Rig, until
from bench.harness.valkey import Redises
from bench.harness.workplace import run, workplace

if TYPE_CHECKING:
    from rich.progress import Progress

    from bench.harness.ledger import Verdict

SITES = 8
WAVES, ENTRIES_A_WAVE, WAVE_SECONDS = 6, 8, 2.0
COPIED_A_WAVE = 4
FAULT_SECONDS = 5.0
DRAIN_SECONDS = 120.0
LONGEST_LAG_SECONDS = 1.0
LAG = "marsad_event_loop_lag_seconds_max"

Case = Callable[[Rig, Redises], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case; ``complaint`` is what else went wrong, in words."""

    case: str
    verdict: Verdict
    lag_seconds: float
    drain_seconds: float
    complaint: str = ""

    @property
    def holds(self) -> bool:
        """Nothing lost, doubled, blocked, or unnoticed."""
        return self.verdict.spotless and self.lag_seconds < LONGEST_LAG_SECONDS and not self.complaint


async def flush(_rig: Rig, redises: Redises) -> str:
    """Everything in Redis is gone at once."""
    await redises.say("FLUSHALL")
    return ""


async def kill(_rig: Rig, redises: Redises) -> str:
    """The server is killed; the service has to bring it back."""
    await redises.learn()
    dead = redises.pid
    redises.signal(signal.SIGKILL)
    await asyncio.sleep(FAULT_SECONDS * 3)
    await redises.learn()
    return "" if redises.pid != dead else "the bundled Valkey was not started again"


async def out_of_memory(_rig: Rig, redises: Redises) -> str:
    """Every write is refused for a while."""
    await redises.fill()
    await asyncio.sleep(FAULT_SECONDS)
    await redises.set_option("maxmemory", 0)
    return ""


async def eviction(rig: Rig, redises: Redises) -> str:
    """The server is told to forget on its own while the service runs; the operator must hear of it."""
    await redises.set_option("maxmemory-policy", "allkeys-lru")
    told = await until(lambda: rig.ledger.notices > 0, 4 * FAULT_SECONDS)
    await redises.set_option("maxmemory-policy", "noeviction")
    return "" if told else "the operator was not told of the eviction policy"


async def replica(_rig: Rig, redises: Redises) -> str:
    """The server becomes a read-only replica for a while, as after a failover."""
    await redises.say("REPLICAOF", "127.0.0.1", 1)
    await asyncio.sleep(FAULT_SECONDS)
    await redises.say("REPLICAOF", "NO", "ONE")
    return ""


async def freeze(_rig: Rig, redises: Redises) -> str:
    """The server answers nothing for a while, but its connections stay open."""
    async with redises.frozen():
        await asyncio.sleep(FAULT_SECONDS)
    return ""


CASES: dict[str, Case] = {
    "flush": flush,
    "kill": kill,
    "out-of-memory": out_of_memory,
    "eviction": eviction,
    "replica": replica,
    "freeze": freeze,
}
EVICTION_AT_START, ABSENT_AT_START = "eviction-at-start", "absent-at-start"
ALL_CASES = (*CASES, EVICTION_AT_START, ABSENT_AT_START)


async def run_case(folder: Path, case: str) -> Outcome:
    """One case from a fresh start."""
    async with AsyncExitStack() as stack:
        if case in CASES:
            rig = await stack.enter_async_context(Rig(folder, SITES))
            return await _during_a_run(rig, case, Redises(rig.service.data))
        redises = Redises(folder / "own")
        rig = await stack.enter_async_context(Rig(folder, SITES, {"MARSAD_REDIS_URL": redises.url}))
        stack.push_async_callback(redises.stop)
        return await (_evicting_at_start if case == EVICTION_AT_START else _absent_at_start)(rig, redises)


async def _during_a_run(rig: Rig, case: str, redises: Redises) -> Outcome:
    rig.publish(ENTRIES_A_WAVE)
    await rig.service.start()
    await rig.ready()
    publishing = asyncio.create_task(_publish_on(rig))
    await asyncio.sleep(WAVES * WAVE_SECONDS / 3)
    complaint = await CASES[case](rig, redises)
    await publishing
    return await _finish(rig, case, complaint)


async def _evicting_at_start(rig: Rig, redises: Redises) -> Outcome:
    """The service must refuse to start beside a Redis that forgets, and work when that is put right."""
    await redises.start()
    await redises.set_option("maxmemory-policy", "allkeys-lru")
    await rig.service.start()
    refused = await _exit_code(rig) not in (0, None)
    await redises.set_option("maxmemory-policy", "noeviction")
    if rig.service.running:
        await rig.kill()
    await rig.service.start()
    rig.publish(ENTRIES_A_WAVE)
    return await _finish(rig, EVICTION_AT_START, "" if refused else "it started beside a Redis that evicts")


async def _absent_at_start(rig: Rig, redises: Redises) -> Outcome:
    """The service starts without Redis and begins to poll when it comes."""
    rig.publish(ENTRIES_A_WAVE)
    await rig.service.start()
    await asyncio.sleep(FAULT_SECONDS)
    survived = rig.service.running
    await redises.start()
    if not survived:
        await rig.service.start()
    await _publish_on(rig)
    return await _finish(rig, ABSENT_AT_START, "" if survived else "it ended because Redis was not there")


async def _publish_on(rig: Rig) -> None:
    for _ in range(WAVES):
        rig.publish(ENTRIES_A_WAVE - COPIED_A_WAVE)
        rig.publish_copied(COPIED_A_WAVE)
        await asyncio.sleep(WAVE_SECONDS)


async def _exit_code(rig: Rig) -> int | None:
    try:
        return await asyncio.wait_for(rig.service.wait(), 15)
    except TimeoutError:
        return None


async def _finish(rig: Rig, case: str, complaint: str) -> Outcome:
    took = await rig.drain(DRAIN_SECONDS)
    lag = (await rig.metrics()).get(LAG, float("inf"))
    outcome = Outcome(case, rig.judge(), round(lag, 3), round(took, 1), complaint)
    if not outcome.holds:
        sys.stderr.write(f"--- {case}: {outcome}\n{rig.service.last_words()}\n")
    return outcome


def show(outcomes: list[Outcome]) -> None:
    """The table of all cases."""
    table = Table("Redis", "expected", "delivered", "lost", "doubled", "longest lag", "drained in", "")
    for outcome in outcomes:
        verdict = outcome.verdict
        doubled = verdict.doubled_same_id + verdict.doubled_other_id
        sign = "[green]holds" if outcome.holds else f"[red]VIOLATED {outcome.complaint}"
        numbers = (verdict.expected, verdict.delivered, verdict.lost, doubled)
        table.add_row(outcome.case, *map(str, numbers), f"{outcome.lag_seconds} s", f"{outcome.drain_seconds} s", sign)
    Console(width=140).print(table)


async def run_all(folder: Path, cases: list[str], progress: Progress) -> list[Outcome]:
    """The cases one after the other: their lag is measured, so they must not disturb each other."""
    task = progress.add_task("Redis", total=len(cases))
    outcomes = []
    for case in cases:
        outcomes.append(await run_case(folder / case, case))
        progress.advance(task)
    return outcomes


def main() -> int:
    """The exit code: 0 when every case held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="flush, kill and freeze only")
    parser.add_argument("--only", choices=ALL_CASES, help="this case alone")
    parser.add_argument("--keep", type=Path, help="folder to leave data and logs in")
    options = parser.parse_args()
    short = ["flush", "kill", "freeze"] if options.short else list(ALL_CASES)
    with workplace(options.keep) as (folder, progress):
        outcomes = run(run_all(folder, [options.only] if options.only else short, progress))
    show(outcomes)
    lost, doubled = (
        sum(getattr(outcome.verdict, name) for outcome in outcomes) for name in ("lost", "doubled_same_id")
    )
    violated = [outcome.case for outcome in outcomes if not outcome.holds]
    print(json.dumps({"cases": len(outcomes), "lost": lost, "doubled": doubled, "violated": violated}))
    return 1 if violated else 0


if __name__ == "__main__":
    sys.exit(main())
