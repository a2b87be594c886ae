"""The main coroutine runs until a signal, on either loop, and its failure is the process's."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import os, signal, sys
from scheduler.loop import run_until_stopped

async def main(stop):
    if sys.argv[2] == "fails":
        raise LookupError("no configuration")
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))
    await stop.wait()
    print("drained")

try:
    run_until_stopped(main, with_reactor=sys.argv[1] == "reactor")
except LookupError as error:
    print("failed:", error)
print("twisted" in str(sys.modules.keys()))
"""


def said(kind: str, fate: str) -> list[str]:
    """What a process with this loop says."""
    command = [sys.executable, "-c", PROGRAM, kind, fate]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return ended.stdout.split("\n")[:-1]


@pytest.mark.parametrize("kind", ["reactor", "plain"])
@pytest.mark.parametrize("fate", ["SIGTERM", "SIGINT"])
def test_signal_lets_it_drain(kind: str, fate: str) -> None:
    """Twisted's own handlers would stop the loop under it."""
    assert said(kind, fate)[0] == "drained"


@pytest.mark.parametrize("kind", ["reactor", "plain"])
def test_failure_is_raised(kind: str) -> None:
    """The reactor stops, and whoever started it gets the error."""
    assert said(kind, "fails")[0] == "failed: no configuration"


def test_plain_loop_loads_no_reactor() -> None:
    """Scheduler and alerter do without Scrapy."""
    assert said("plain", "SIGTERM")[-1] == "False"
    assert said("reactor", "SIGTERM")[-1] == "True"
