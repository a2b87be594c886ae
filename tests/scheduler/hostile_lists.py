"""Lists that somebody sent, made to be slow, large or misleading; and a process that loads one within limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = 10
BYTES = 500 * 2**20

_LOAD = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({2 * SECONDS}, {2 * SECONDS}))
from pathlib import Path
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.configuration.including import read_edition
from scheduler.configuration.files import read_content
from scheduler.compiling import compile_watchlist
from watchlist.mentions import Text
folder = Path(sys.argv[1])
try:
    edition = read_edition(folder, "watchlist.yaml", read_content(folder / "watchlist.yaml"))
    watchlist = compile_watchlist(edition.content, lists=edition.lists)
    print("loaded", len(watchlist.match(Text("", "In Tell Abyad77 today"))))
except ConfigurationProblem as problem:
    print(len(problem.findings), problem.findings[0])
# Not ru_maxrss, which begins at what the process that started this one had.
(peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(peak)
"""


class Outcome(NamedTuple):
    """What a process said of a list, and the CPU seconds and bytes that it took."""

    said: str
    seconds: float
    bytes: int


def load(folder: Path) -> Outcome:
    """Load the watchlist of this folder in a process that is killed when it takes twice the time it may."""
    command = [sys.executable, "-c", _LOAD, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said, _, peak = process.stdout.read().decode("utf-8", "replace").strip().rpartition("\n")
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Outcome(said, used.ru_utime + used.ru_stime, int(peak or 0) * 1024)


def entity(number: int, name: str, **more: object) -> str:
    """A line of a list."""
    return json.dumps({"id": f"e{number}", "kind": "place", "name": name, **more}, ensure_ascii=False) + "\n"


def _one_first_word() -> str:
    return "".join(entity(number, f"Tell Abyad{number}") for number in range(100_000))


def _many_names() -> str:
    names = {"en": [f"Name{number}" for number in range(200)]}
    return "".join(entity(number, "x", names=names) for number in range(50_000))


LISTS: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "a.jsonl: one first word": (_one_first_word, "loaded 1"),
    "a.jsonl: a name of 10 kB": (
        lambda: entity(1, "ن" * 10_000),
        "1 a.jsonl:1: error: name: write at most 200 characters",
    ),
    "a.jsonl: a name turned around": (lambda: entity(1, "Tell\u202e Abyad77\u202c"), "loaded 1"),
    "a.jsonl: an id turned around": (
        lambda: entity(1, "x").replace("e1", "e\u202e1"),
        "1 a.jsonl:1: error: id: ",
    ),
    "a.jsonl: one line of 50 MB": (lambda: entity(1, "x" * 50_000_000), "1 a.jsonl:1: error: the line is longer"),
    "a.jsonl: deep": (lambda: '{"id": ' + "[" * 900_000, "1 a.jsonl:1: error: nested too deeply"),
    "a.jsonl: 200 names for each": (_many_names, "1 watchlist.yaml:1: error: the lists hold more than"),
    "a.jsonl: 200 MB": (lambda: "\n" * 200_000_000, "1 a.jsonl:1: error: cannot read the list: it is larger"),
    "a.jsonl: something else": (lambda: b"\0\xfe\0x\n" * 1_000_000, "200 a.jsonl:1: error: the line holds a NUL"),
    "a.csv: an open quotation mark": (
        lambda: 'id,kind,name\nx,place,"X\n' + "y,place,Y\n" * 1_000_000,
        "1 a.csv:2: error: not a line of CSV",
    ),
    "a.csv: a field of 10 MB": (lambda: "id,kind,name\nx,place," + "X" * 10_000_000, "1 a.csv:2: error: the line is"),
    "a.csv: a header of 10 MB": (lambda: "id,kind,name," + "x" * 10_000_000, "1 a.csv:1: error: the line is longer"),
    "a.csv: columns without end": (lambda: "id,kind,name," + "names.aa," * 100_000, "1 a.csv:1: error: "),
    "a.csv: one id for all": (
        lambda: "id,kind,name\n" + "x,place,X\n" * 200_000,
        "200 a.csv:3: error: the id 'x' is taken (a.csv:2 has it)",
    ),
}


def _anchors() -> str:
    rows = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    rows += [f"a{n}: &a{n} [{','.join(f'*a{n - 1}' for _ in range(10))}]" for n in range(1, 9)]
    return "\n".join(rows)


def _circles() -> str:
    places = [{"id": f"p{n}", "name": "X", "within": f"p{(n + 1) % 50_000}"} for n in range(50_000)]
    return json.dumps({"places": places})


FILES: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "tags": (lambda: "places: !!python/object/apply:os.system [id]\n", "YAML tags are not allowed"),
    "anchors that expand": (_anchors, "grows too large"),
    "50 MB of YAML": (lambda: "places:\n" + "- {id: x, name: X}\n" * 2_600_000, "takes too long; write it as JSON"),
    "16 MB of YAML": (lambda: "places:\n" + "- [a,b,c,d,e,f]\n" * 1_000_000, "grows too large"),
    "50 MB of JSON on a line": (lambda: '{"places": [' + '{"id":"x","name":"X"},' * 2_200_000 + "{}]}", "too large"),
    "deep JSON": (lambda: '{"places": ' + "[" * 10_000_000, "nested too deeply"),
    "circles of places": (_circles, "lies within itself"),
}
