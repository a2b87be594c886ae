"""kill -9 at every named point, and at random: nothing may be lost.

    python -m bench.crash_test [--short] [--only POINT] [--keep FOLDER]

For each failpoint a service of its own is started so that it kills itself there, again and again, each time at work
on one new article, and then may finish that. Beside that, a service with many feeds is killed at random moments. The
oracle is what the mail and webhook sinks accepted. An alert may come twice only when a kill fell between the sink's
acceptance and the service's record of it, and then with the same Message-ID or webhook-id.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from archive.failpoints import KNOWN
from bench.harness.rig import Rig
from bench.harness.scenes import end_scene, left_in_boxes, set_scene
from bench.harness.workplace import run, workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress

    from bench.harness.ledger import Verdict

SHORT_POINTS = (
    "after-fetch",
    "inside-remember",
    "after-remember",
    "after-match",
    "after-meet",
    "before-keep",
    "during-restore",
    "inside-commit",
    "after-commit",
    "before-send",
    "after-accept-email",
    "after-accept-webhook",
    "inside-replace",
    "after-replace",
    "after-reread",
    "before-reread-end",
)
# Reached only when a list has changed, a page was edited or too much came at once: test_catch_up.py, test_revisions.py
# and test_floods.py in tests/journeys kill there; or when two workers have one text in the same moment:
# tests/scheduler/copying/test_kills.py.
ELSEWHERE = frozenset(
    {"inside-catch-up", "before-summary", "inside-revise", "after-revise", "inside-telling", "while-waiting"}
)
# The points between a receiver's acceptance and the service's record of it.
MAY_DOUBLE = frozenset({"after-accept-email", "after-accept-webhook"})
# The three files are read at the start, so the fourth visit is the first reload.
FIRST_RELOAD = 4
POINT_SITES = 4
RANDOM_SITES = 25
DEATH_SECONDS = 120.0
DRAIN_SECONDS = 300.0
SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one torment."""

    what: str
    kills: int
    missed_kills: int
    drain_seconds: float
    verdict: Verdict
    left_in_boxes: int = 0

    @property
    def holds(self) -> bool:
        """Whether the invariant held and every planned kill took place."""
        spotless = self.verdict.spotless or self.what in MAY_DOUBLE or self.what == "random"
        return self.verdict.holds and spotless and not self.missed_kills and not self.left_in_boxes


async def torment_point(folder: Path, point: str, kills: int, step: Callable[[], None]) -> Outcome:
    """Let the service kill itself at ``point`` so many times, finishing its work in between.

    One article a kill: with more, deliveries of another one would often be between acceptance and record just then.
    """
    missed = 0
    async with Rig(folder, POINT_SITES) as rig:
        rig.first_calls_fail = point == "before-mark-retry"
        for _ in range(kills):
            await set_scene(rig, point, DRAIN_SECONDS)
            await rig.service.start(MARSAD_FAILPOINT=f"{point}:{FIRST_RELOAD if point == 'during-reload' else 1}")
            if point == "during-reload":
                await _reload_at_rest(rig)
            if not await rig.die(DEATH_SECONDS):
                missed += 1
                await rig.kill()
            step()
            await rig.service.start()
            await rig.drain(DRAIN_SECONDS, settle_seconds=0.5)
            await end_scene(rig, point, DRAIN_SECONDS)
            await rig.service.stop()
        return await _finish(rig, point, kills, missed)


async def _reload_at_rest(rig: Rig) -> None:
    """Write the configuration anew once the article is told of and its deliveries are on record."""
    if await rig.ready():
        await rig.drain(DRAIN_SECONDS, settle_seconds=0.5)
        rig.configure()


async def torment_at_random(folder: Path, kills: int, entries: int, step: Callable[[], None]) -> Outcome:
    """Kill the service at random moments while ``entries`` are published."""
    dice = random.Random(20261122)  # noqa: S311 - a repeatable torment
    async with Rig(folder, RANDOM_SITES) as rig:
        for number in range(kills):
            share = entries * (number + 1) // kills - entries * number // kills
            rig.publish_copied(share // 4)
            rig.publish(share // 2 - share // 4)
            await rig.service.start()
            await asyncio.sleep(dice.uniform(0.3, 2.5))
            rig.publish(share - share // 2)
            await asyncio.sleep(dice.uniform(0.0, 2.5))
            await rig.kill()
            step()
        return await _finish(rig, "random", kills, 0)


async def _finish(rig: Rig, what: str, kills: int, missed: int) -> Outcome:
    await rig.service.start()
    took = await rig.drain(DRAIN_SECONDS)
    outcome = Outcome(what, kills, missed, round(took, 1), rig.judge(), left_in_boxes(rig, what))
    if not outcome.holds:
        sys.stderr.write(f"--- {what}: {outcome}\n{rig.service.last_words()}\n")
    return outcome


async def torment(folder: Path, options: argparse.Namespace, progress: Progress) -> list[Outcome]:
    """All torments, a few side by side, each in a folder of its own."""
    points = [options.only] if options.only else sorted(SHORT_POINTS if options.short else KNOWN - ELSEWHERE)
    kills, random_kills, entries = (1, 5, 150) if options.short else (10, 50, 2000)
    slots = asyncio.Semaphore(SIDE_BY_SIDE)

    def follow(what: str, total: int) -> Callable[[], None]:
        task = progress.add_task(what, total=total)
        return lambda: progress.advance(task)

    async def one(point: str) -> Outcome:
        async with slots:
            return await torment_point(folder / point, point, kills, follow(point, kills))

    async def at_random() -> Outcome:
        async with slots:
            return await torment_at_random(folder / "random", random_kills, entries, follow("random", random_kills))

    torments = [] if options.only not in (None, "random") else [at_random()]
    torments += [one(point) for point in points if point != "random"]
    return await asyncio.gather(*torments)


def show(outcomes: list[Outcome], console: Console) -> None:
    """The table of all outcomes."""
    doubled = ("doubled, same id", "doubled, other id")
    table = Table("killed at", "kills", "not reached", "expected", "delivered", "lost", *doubled, "drained in", "")
    for outcome in outcomes:
        verdict = outcome.verdict
        arrived = (verdict.delivered, verdict.lost, verdict.doubled_same_id, verdict.doubled_other_id)
        numbers = (outcome.kills, outcome.missed_kills, verdict.expected, *arrived)
        left = f", {outcome.left_in_boxes} articles with furniture" if outcome.left_in_boxes else ""
        sign = "[green]holds" if outcome.holds else f"[red]VIOLATED{left}"
        table.add_row(outcome.what, *map(str, numbers), f"{outcome.drain_seconds} s", sign)
    console.print(table)


def summary(outcomes: list[Outcome]) -> dict[str, object]:
    """The outcome as one JSON object."""
    verdicts = [asdict(outcome.verdict) for outcome in outcomes]
    return {
        "points": sum(outcome.what != "random" for outcome in outcomes),
        "kills": sum(outcome.kills for outcome in outcomes),
        **{key: sum(verdict[key] for verdict in verdicts) for key in verdicts[0]},
        "violated": [outcome.what for outcome in outcomes if not outcome.holds],
    }


def main() -> int:
    """The exit code: 0 when every invariant held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="one kill a point, fewer points, 5 kills at random")
    parser.add_argument("--only", choices=["random", *sorted(KNOWN - ELSEWHERE)], help="this torment alone")
    parser.add_argument("--keep", type=Path, help="folder to leave data and logs in")
    options = parser.parse_args()
    with workplace(options.keep) as (folder, progress):
        outcomes = run(torment(folder, options, progress))
    show(outcomes, Console(width=160))
    print(json.dumps(summary(outcomes)))
    return 0 if all(outcome.holds for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
