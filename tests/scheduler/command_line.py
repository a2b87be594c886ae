"""Runs ``marsad`` as its user does: a process with arguments, standard input and an environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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


def marsad(*arguments: object, given: str | bytes = b"", folder: Path | None = None, **settings: str) -> Ran:
    """Run a command in this folder with ``MARSAD_*`` settings; what is given comes by standard input."""
    command = [sys.executable, "-X", "utf8=0", "-m", "scheduler", *map(str, arguments)]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
    environ |= {f"MARSAD_{name}": value for name, value in settings.items()}
    environ |= {"PYTHONPATH": str(Path.cwd()), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    before = os.times()
    content = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    ended = subprocess.run(command, input=content, capture_output=True, cwd=folder, env=environ, check=False)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode(), cpu)
