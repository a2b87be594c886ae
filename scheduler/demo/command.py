"""``marsad demo``: a newsroom, two sinks and the real service between them, until Ctrl-C or the end of the scenario."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scheduler.demo import scenario
from scheduler.demo.oracle import judge
from scheduler.demo.playing import ServiceEndedError, drain, play
from scheduler.demo.printing import Printer
from scheduler.demo.stage import put_up
from scheduler.demo.tally import tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.demo.oracle import Verdict
    from scheduler.demo.stage import Stage
    from scheduler.demo.tally import Tally


async def run(*, once: bool, as_json: bool, keep: Path | None = None) -> int:
    """Play until the end or until Ctrl-C; the exit code. ``keep`` is a folder for what is otherwise deleted.

    With ``once``, 0 only if what was expected was delivered, nothing was lost and nothing doubled. With ``as_json``
    the last line on standard output is the outcome; everything else goes to standard error.
    """
    printer = Printer(to_stderr=as_json)
    task = asyncio.create_task(_play_once(printer, keep, as_json=as_json) if once else _play_on(printer, keep))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return 1 if once else 0
    except (ServiceEndedError, OSError) as error:
        printer.say(str(error), "bold red")
        return 1


async def _play_on(printer: Printer, keep: Path | None) -> int:
    with _folder(keep) as folder:
        async with AsyncExitStack() as stack:
            stage = await put_up(folder, printer, stack)
            _announce(stage, printer)
            printer.say("Ctrl-C ends it.")
            await play(stage, scenario.endless())
    return 0


async def _play_once(printer: Printer, keep: Path | None, *, as_json: bool) -> int:
    events = scenario.once()
    expected = scenario.expected_alerts(events)
    with _folder(keep) as folder:
        async with AsyncExitStack() as stack:
            stage = await put_up(folder, printer, stack)
            _announce(stage, printer)
            await play(stage, events)
            await drain(stage, expected)
        verdict, kept = judge(expected, stage.desk.landed), tally(stage.service.archive)
    published = stage.newsroom.entries_published
    printer.verdict(verdict, published, kept.archived, kept.copies)
    if as_json:
        sys.stdout.write(json.dumps(_outcome(verdict, published, kept)) + "\n")
    return 0 if verdict.holds else 1


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder of the service's configuration and archive."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield keep.absolute()
        return
    with TemporaryDirectory(prefix="marsad-demo-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _announce(stage: Stage, printer: Printer) -> None:
    sites = stage.newsroom.sites.values()
    printer.say(f"A newsroom of {len(sites)} outlets on this machine. Marsad refuses private addresses;", "bold")
    printer.say(
        "the demo's configuration allows these outlets and its webhook (allow_private: true), nothing else.", "bold"
    )
    for site in sites:
        printer.say(f"  {site.feed_url}  {site.outlet.name}", "dim")


def _outcome(verdict: Verdict, published: int, kept: Tally) -> dict[str, int | float]:
    return {
        "published": published,
        "archived": kept.archived,
        "copies": kept.copies,
        "alerts_expected": verdict.expected,
        "alerts_delivered": verdict.delivered,
        "lost": verdict.lost,
        "doubled": verdict.doubled,
        "seconds_p50": verdict.percentile(50),
        "seconds_p95": verdict.percentile(95),
    }
