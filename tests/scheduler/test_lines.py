"""Lines as scripts send them: each gets its answer in order, whatever stands in it, and a bad one is named."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.scheduler.command_line import lines, marsad

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE_SEPARATOR = "\u2028"
SURROGATE = "\ud83d"
INTERRUPTED_AT_ONCE = """
import sys
import scheduler.cli
class Hand:
    def find_spec(self, name, *_):
        if name == "scheduler.cli.app":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Hand())
scheduler.cli.main()
"""


def test_match_keeps_lines_and_their_order(watchlist: Path) -> None:
    """Other line separators stand in texts; ids of any kind come back; no line is lost."""
    texts = [f"هجين{LINE_SEPARATOR}{number}\x85\x0b\x0c\r\u2029" for number in range(50)]
    given = [{"id": {"n": number}, "text": text} for number, text in enumerate(texts)]
    ran = marsad("match", "--watchlist", watchlist, "--jsonl", given=lines(*given))
    assert [record["id"] for record in ran.records] == [{"n": number} for number in range(50)]
    assert all(record["mentions"][0]["start"] == 0 for record in ran.records)


def test_lone_surrogate_survives(watchlist: Path) -> None:
    """JSON may hold half a character; it comes back as it came, and the offsets after it hold."""
    given = r'{"id": "\ud83d", "text": "\ud83d هجين"}'
    (record,) = marsad("match", "--watchlist", watchlist, "--jsonl", given=given).records
    assert record["id"] == SURROGATE
    assert record["mentions"][0]["start"] == 2


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{oops", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        (b"\xff", "line 2: not UTF-8"),
        ('{"id": ' + "1" * 5000 + "}", "line 2: not JSON"),
        ("[" * 200_000, "line 2: nested too deeply"),
        ('{"id": NaN, "text": ""}', "line 2: not JSON: NaN"),
        ('{"id": [-Infinity], "text": ""}', "line 2: not JSON: -Infinity"),
        ('{"id": 1e999, "text": ""}', "line 2: a number is too large"),
        ('{"id": 2, "text": 5}', "line 2: text is not a string"),
        ('{"id": 2, "lang": [], "text": ""}', "line 2: lang is not a string"),
    ],
)
def test_bad_line_is_named(watchlist: Path, bad: str | bytes, words: str) -> None:
    """Exit code 2 and its number; what came before it was answered."""
    bad_bytes = bad.encode() if isinstance(bad, str) else bad
    given = lines({"id": 1, "text": "هجين"}).encode() + bad_bytes + b"\n"
    ran = marsad("match", "--watchlist", watchlist, "--jsonl", given=given)
    assert (ran.code, [record["id"] for record in ran.records]) == (2, [1])
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_lines_of_other_systems_are_read(watchlist: Path) -> None:
    """A byte order mark, carriage returns, empty lines, no line feed at the end."""
    given = '\ufeff{"id": 1, "text": "هجين"}\r\n\r\n \n{"id": 2, "text": "هجين"}'
    ran = marsad("match", "--watchlist", watchlist, "--jsonl", given=given)
    assert [(record["id"], len(record["mentions"])) for record in ran.records] == [(1, 1), (2, 1)]


def test_bad_line_counts_empty_ones(watchlist: Path) -> None:
    """The number is that of an editor."""
    assert "line 3:" in marsad("match", "--watchlist", watchlist, "--jsonl", given="\n\nx\n").err


def test_url_list_may_have_a_byte_order_mark() -> None:
    """It is no part of the first address."""
    ran = marsad("url-key", given="\ufeffhttps://a.example/1\r\nhttps://a.example/1")
    assert ran.out.count("\n") == 2
    assert len(set(ran.out.splitlines())) == 1


def test_last_of_two_keys_counts(watchlist: Path) -> None:
    """As everywhere where JSON is read."""
    ran = marsad("match", "--watchlist", watchlist, "--jsonl", given='{"id": 1, "id": 2, "text": "x", "text": "هجين"}')
    assert [(record["id"], len(record["mentions"])) for record in ran.records] == [(2, 1)]


def test_line_of_megabytes_is_answered(watchlist: Path) -> None:
    """A whole archive in one line is slow, not fatal."""
    text = "ا" * 4_000_000 + " هجين"
    (record,) = marsad("match", "--watchlist", watchlist, "--jsonl", given=lines({"id": 1, "text": text})).records
    assert record["mentions"][0]["start"] == 4_000_001


def test_closed_pipe_is_no_traceback(watchlist: Path, tmp_path: Path) -> None:
    """``marsad match … | head -1``: the reader has gone before all is written."""
    many = tmp_path / "lines.jsonl"
    many.write_text(lines(*({"id": number, "text": "هجين " * 100} for number in range(500))))
    command = [sys.executable, "-m", "scheduler", "match", "--watchlist", str(watchlist), "--jsonl", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


@pytest.fixture
def ctrl_c_reaches_children() -> Iterator[None]:
    """A shell that runs the tests in the background has told them to ignore Ctrl-C, which children inherit."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_reaches_children")
def test_ctrl_c_is_no_traceback(watchlist: Path) -> None:
    """Each answer is out as soon as it is known; then the user has seen enough."""
    command = [sys.executable, "-m", "scheduler", "match", "--watchlist", str(watchlist), "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": 1, "text": ""}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert (process.returncode, b"Traceback" in err) == (130, False)


def test_ctrl_c_at_once_is_no_traceback() -> None:
    """The commands are still being loaded when a user sees the mistyped name."""
    ran = subprocess.run([sys.executable, "-c", INTERRUPTED_AT_ONCE], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, b"")
