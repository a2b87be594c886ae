"""Reports read well on a terminal and off it, whatever direction their words run in."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from scheduler.cli.paper import Paper

SENTENCE = (("دخلت ", False), ("قسد", True), (" هجين\x1b[2J\u202e", False))


def written(*, on_terminal: bool) -> str:
    """A sentence with a mark and an address."""
    console = Console(file=io.StringIO(), force_terminal=on_terminal, highlight=False, soft_wrap=True)
    paper = Paper(console)
    paper.marked(SENTENCE)
    paper.fact("address", "http://a.example/1")
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_plain_text_off_a_terminal() -> None:
    """Marks are brackets; nothing is in it that a mail or a file cannot show."""
    assert written(on_terminal=False) == "دخلت [قسد] هجين[2J\n  address     http://a.example/1\n"


def test_isolated_on_a_terminal() -> None:
    """An isolate keeps Arabic from reordering its line; an address can be copied without one."""
    out = written(on_terminal=True)
    assert ("\u2068دخلت " in out, "\u2069" in out, "http://a.example/1\n" in out) == (True, True, True)


@pytest.mark.parametrize("on_terminal", [True, False])
def test_strangers_cannot_reorder_lines(on_terminal: bool) -> None:  # noqa: FBT001 - pytest's own way
    """Controls and overrides of the article are not shown."""
    assert {"\u202e"} & set(written(on_terminal=on_terminal)) == set()
    assert "\x1b[2J" not in written(on_terminal=on_terminal)
