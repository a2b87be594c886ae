"""Small programs that a test runs beside itself, to be killed, starved or raced."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def start(source: str, *arguments: str, failpoint: str = "") -> subprocess.Popen[str]:
    """A Python program with these arguments, perhaps to be killed at a failpoint."""
    return subprocess.Popen(
        [sys.executable, "-c", source, *arguments],
        cwd=_ROOT,
        env={**os.environ, "MARSAD_FAILPOINT": failpoint},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def await_line(program: subprocess.Popen[str], expected: str) -> None:
    """Wait until the program says this."""
    assert program.stdout is not None
    assert program.stdout.readline() == f"{expected}\n"


def run(source: str, *arguments: str, failpoint: str = "") -> subprocess.CompletedProcess[str]:
    """The same, waited for."""
    program = start(source, *arguments, failpoint=failpoint)
    output, errors = program.communicate(timeout=60)
    return subprocess.CompletedProcess(program.args, program.returncode, output, errors)
