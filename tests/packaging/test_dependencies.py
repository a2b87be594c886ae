"""Each dependency is declared, explained in docs/decisions, and imported where the page says and nowhere else."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOMS = ("alerts", "archive", "gateway", "scheduler", "scrapers", "watchlist")
MODULES = {
    "cld3-py": "gcld3",
    "lxml-html-clean": "lxml_html_clean",
    "prometheus-client": "prometheus_client",
    "pymorphy3-dicts-ru": "pymorphy3_dicts_ru",
    "pymorphy3-dicts-uk": "pymorphy3_dicts_uk",
    "pyyaml": "yaml",
    "sentry-sdk": "sentry_sdk",
}
_ROW = re.compile(r"^\| (?P<name>[a-z0-9-]+) \| (?P<rooms>[a-z, -]+) \|.*\| \d{4}-\d{2} \|$", re.MULTILINE)


@pytest.fixture(scope="session")
def homes(checkout: Path) -> dict[str, set[str]]:
    """The page's table as {dependency: rooms}; a dash stands for none."""
    page = (checkout / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    return {row["name"]: set(row["rooms"].split(", ")) - {"-"} for row in _ROW.finditer(page)}


@pytest.fixture(scope="session")
def importers(checkout: Path) -> dict[str, set[str]]:
    """Who imports what at run time, as {top-level module: rooms}."""
    found: dict[str, set[str]] = {}
    for room in ROOMS:
        for path in (checkout / room).rglob("*.py"):
            for module in _imported(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(module, set()).add(room)
    return found


def _imported(node: ast.AST) -> Iterator[str]:
    """Top-level names of the modules that ``node`` imports; those for the type checker alone are left out."""
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module.partition(".")[0]
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from _imported(child)


def test_every_dependency_is_explained(pyproject: dict[str, Any], homes: dict[str, set[str]]) -> None:
    """No dependency without its reason, no reason without its dependency."""
    project = pyproject["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines]
    declared = [*project["dependencies"], *extras]
    assert {Requirement(line).name for line in declared} == set(homes)


def test_dependencies_stay_at_home(homes: dict[str, set[str]], importers: dict[str, set[str]]) -> None:
    """A dependency that spreads over the rooms can no longer be exchanged; the page hides no room and invents none."""
    found = {name: importers.get(MODULES.get(name, name), set()) for name in homes}
    assert found == homes


def test_time_zones_are_a_dependency(pyproject: dict[str, Any], importers: dict[str, set[str]]) -> None:
    """Slim images have no time zone data, and what others happen to bring may go with them."""
    assert "zoneinfo" in importers
    assert "tzdata" in {Requirement(line).name for line in pyproject["project"]["dependencies"]}
