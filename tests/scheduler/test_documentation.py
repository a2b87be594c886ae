"""What can be set, typed and watched is documented, or a test fails."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from scheduler.cli.app import app
from scheduler.metrics import Metrics
from scheduler.variables import SETTINGS
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

OPERATIONS, README = Path("docs/operations.md"), Path("README.md")
ROOMS = ("alerts", "archive", "gateway", "scheduler", "scrapers", "watchlist")
LOGGED = re.compile(r"\blog\.(?:info|warning|error|exception)\(\s*\"(\w+)\"")


def row(first_cell: str) -> list[str]:
    """The cells of the table row that begins with this in the operator's document."""
    for line in OPERATIONS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] == first_cell:
            return cells
    pytest.fail(f"docs/operations.md has no table row for {first_cell}")


def commands(group: typer.core.TyperGroup, words: str = "marsad") -> Iterator[tuple[str, str]]:
    """Every command that can be typed, with its sentence."""
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from commands(command, f"{words} {name}")
        else:
            yield f"{words} {name}", (command.help or "").strip().split("\n")[0]


def logged_events() -> list[str]:
    """Every event that a room logs above debug."""
    sources = (file.read_text(encoding="utf-8") for room in ROOMS for file in Path(room).rglob("*.py"))
    return sorted({event for source in sources for event in LOGGED.findall(source)})


def first_cells(heading: str) -> str:
    """The first column of the table under this heading of the operator's document."""
    section = OPERATIONS.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return "\n".join(line.split("|")[1] for line in section.splitlines() if line.startswith("|"))


def all_commands() -> list[tuple[str, str]]:
    """The whole command line."""
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return list(commands(group))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_setting_is_documented(setting: object) -> None:
    """With its default and its meaning, as the program has them."""
    (found,) = [known for known in SETTINGS if known is setting]
    default = f"`{found.default}`" if found.default else ""
    assert row(f"`MARSAD_{found.name}`") == [f"`MARSAD_{found.name}`", default, found.meaning]


@pytest.mark.parametrize(("command", "sentence"), all_commands())
def test_command_is_documented(command: str, sentence: str) -> None:
    """With the sentence that its help gives."""
    assert row(f"`{command}`") == [f"`{command}`", sentence.rstrip(".") + "."]


@pytest.mark.parametrize("group", [[], ["feeds"], ["deliveries"], ["watchlist"]])
def test_summary_fits_on_a_line(group: list[str]) -> None:
    """Whoever looks for a command reads whole sentences, on the narrowest terminal too."""
    shown = CliRunner().invoke(app, [*group, "--help"], env={"COLUMNS": "80"}).output
    summaries = shown.partition("Commands:")[2]
    assert summaries.strip()
    assert "..." not in summaries


@pytest.mark.parametrize("name", sorted(family.name for family in Metrics().registry.collect()))
def test_metric_is_documented(name: str) -> None:
    """Under the name that Prometheus shows, with its labels and its help."""
    (family,) = [found for found in Metrics().registry.collect() if found.name == name]
    shown = f"{name}_total" if family.type == "counter" else name
    assert row(f"`{shown}`")[-1] == family.documentation


@pytest.mark.parametrize("event", logged_events())
def test_log_event_is_documented(event: str) -> None:
    """What an operator reads at night is explained somewhere."""
    assert f"`{event}`" in first_cells("Log events")


@pytest.mark.parametrize("status", FetchStatus)
def test_status_is_documented(status: FetchStatus) -> None:
    """A notice that names a status sends its reader to this table."""
    assert f"`{status}`" in first_cells("Feed and page statuses")


def test_documents_name_no_unknown_setting() -> None:
    """A renamed setting leaves no ghost behind."""
    known = {f"MARSAD_{setting.name}" for setting in SETTINGS}
    known |= {f"{name}_FILE" for name in known} | {"MARSAD_FAILPOINT", "MARSAD_YARDSTICKS", "MARSAD_DOCKER_LAB"}
    named = set(re.findall(r"MARSAD_[A-Z_]*[A-Z]", OPERATIONS.read_text("utf-8") + README.read_text("utf-8")))
    assert {name for name in named if name not in known and not any(k.startswith(name) for k in known)} == set()
