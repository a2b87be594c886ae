"""What holds for the whole repository: the rooms are ours, the text names no machine, the commands are documented."""

from __future__ import annotations

import importlib.util
import re
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = ("alerts", "archive", "gateway", "scheduler", "scrapers", "watchlist")

# Written in pieces, so that this file does not find itself.
_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "deb.debian" + ".org", "docker" + "hub")
_MACHINE_PATH = re.compile(r"(?<![\w.}/-])/(?:work|root|home/\w+|Users/\w+)/")


@pytest.mark.parametrize("room", ROOMS)
def test_room_resolves_inside_checkout(checkout: Path, room: str) -> None:
    """A package of the same name elsewhere on the path would silently take a room's place."""
    found = importlib.util.find_spec(room)
    assert found is not None
    assert found.origin == str(checkout / room / "__init__.py")


@pytest.mark.parametrize("room", [*ROOMS, "config"])
def test_no_distribution_claims_room(room: str) -> None:
    """No installed package brings a folder of a room's name."""
    assert set(packages_distributions().get(room, [])) <= {"marsad"}


@pytest.mark.parametrize("room", ROOMS)
def test_room_introduces_itself_shortly(checkout: Path, room: str) -> None:
    """Ten lines at most say what comes in, what goes out, what the room never does."""
    docstring = importlib.import_module(room).__doc__ or ""
    assert 1 <= len(docstring.strip().splitlines()) <= 10


def test_text_names_no_machine(tracked: list[Path]) -> None:
    """The repository works wherever it is put, from whatever package index is at hand."""
    for path in tracked:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not [host for host in _HOSTS if host in text], path
        assert not _MACHINE_PATH.search(text), path


def test_files_stay_short(tracked: list[Path]) -> None:
    """One idea a file: what needs 300 lines of Python holds two."""
    long = [path.name for path in tracked if path.suffix == ".py" and len(path.read_bytes().splitlines()) >= 300]
    assert not long


def test_every_target_is_documented(checkout: Path) -> None:
    """A newcomer reads in README.md what each make target does."""
    makefile = (checkout / "Makefile").read_text(encoding="utf-8")
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.* ## ", makefile, re.MULTILINE)
    assert len(targets) > 10
    assert not [target for target in targets if f"make {target}" not in readme]


def test_every_setting_is_documented(checkout: Path) -> None:
    """An operator finds each variable of the service in docs/operations.md."""
    from scheduler.variables import SETTINGS  # noqa: PLC0415 - the other tests do without the service

    text = (checkout / "docs" / "operations.md").read_text(encoding="utf-8")
    assert not [setting.name for setting in SETTINGS if f"MARSAD_{setting.name}" not in text]


def test_compose_passes_known_settings(compose: dict[str, Any]) -> None:
    """A misspelt variable would stop every container at its start."""
    from scheduler.variables import SETTINGS  # noqa: PLC0415 - the other tests do without the service

    known = {f"MARSAD_{setting.name}" for setting in SETTINGS}
    for settings in compose["services"].values():
        for name in settings.get("environment", {}):
            assert not name.startswith("MARSAD_") or name.removesuffix("_FILE") in known


def test_ci_runs_every_check(checkout: Path) -> None:
    """What a change must pass is the same here and in CI."""
    script = (checkout / ".ci" / "run").read_text(encoding="utf-8")
    for command in ("make check", "make test", "make crash-test ROUNDS=short", "make redis-test ROUNDS=short"):
        assert command in script
