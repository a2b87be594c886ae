"""Runs ``marsad`` as its user does: with arguments, standard input and an environment."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from structlog.testing import capture_logs

from scheduler.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended; ``out`` and ``err`` are text, lines ending as they came."""

    code: int
    out: str
    err: str
    cpu_seconds: float = 0.0

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines, which end with a line feed each."""
        assert self.out == "" or self.out.endswith("\n")
        return [json.loads(line) for line in self.out.split("\n")[:-1]]

    @property
    def last(self) -> Any:  # noqa: ANN401 - JSON
        """The last line of standard output as JSON."""
        return json.loads(self.out.rstrip("\n").split("\n")[-1])


def lines(*records: dict[str, Any]) -> str:
    """JSON lines, with every letter as itself."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def marsad(*arguments: object, given: str | bytes = b"", **settings: str) -> Ran:
    """Run a command with ``MARSAD_*`` settings inside this process; what is given comes by standard input.

    It logs nothing: what a command logs is seen by running it as a process.
    """
    source, out, err = (io.TextIOWrapper(io.BytesIO(content)) for content in (_bytes(given), b"", b""))
    with (
        mock.patch.object(sys, "argv", ["marsad", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", source),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
        mock.patch.dict(os.environ, _environment(settings), clear=True),
        # A command's logging would stay that of the whole process, on streams that are closed below.
        mock.patch("scheduler.logs.configure_logs"),
        capture_logs(),
    ):
        code = _exit_code()
    source.close()
    return Ran(code, _written(out), _written(err))


def marsad_process(*arguments: object, given: str | bytes = b"", **settings: str) -> Ran:
    """Run a command as a process of its own."""
    command = [sys.executable, "-m", "scheduler", *map(str, arguments)]
    before = os.times()
    ended = subprocess.run(command, input=_bytes(given), capture_output=True, env=_environment(settings), check=False)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode(), cpu)


def _exit_code() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer.getvalue()  # type: ignore[attr-defined]
    stream.close()
    return str(content, "utf-8")


def _bytes(given: str | bytes) -> bytes:
    return given.encode() if isinstance(given, str) else given


def _environment(settings: dict[str, str]) -> dict[str, str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
    environ |= {f"MARSAD_{name}": value for name, value in settings.items()}
    return environ | {"PYTHONPATH": str(Path.cwd()), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
