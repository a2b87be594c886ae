"""The requirements files: complete, hashed, above known holes, tied to no index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

if TYPE_CHECKING:
    from pathlib import Path

_EXTRAS = ("requirements-gazetteer.txt", "requirements-browser.txt")
FILES = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt", *_EXTRAS)

# The first release without a known hole that a feed, a page or a mail could reach.
FLOORS = {
    "scrapy": "2.17.0",  # CVE-2026-105782 is older: 2.14.2
    "twisted": "26.4.0",  # CVE-2026-42304
    "lxml": "6.1.0",  # CVE-2026-41066
    "jinja2": "3.1.6",  # CVE-2025-27516
    "urllib3": "2.7.0",  # CVE-2026-44432
}


def _entries(text: str) -> list[str]:
    return [entry for entry in re.split(r"(?<!\\)\n", text) if entry and not entry.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_each_requirement_carries_hashes(checkout: Path, name: str) -> None:
    """A package that was exchanged on its way is refused."""
    for entry in _entries((checkout / name).read_text(encoding="utf-8")):
        assert re.match(r"[a-z0-9._-]+==\S+", entry)
        assert "--hash=sha256:" in entry


@pytest.mark.parametrize("name", FILES)
def test_requirements_name_no_index(checkout: Path, name: str) -> None:
    """Where packages come from is the machine's own setting."""
    text = (checkout / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links", text)


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_pins_stand_above_holes(pinned: dict[str, str], package: str, floor: str) -> None:
    """A later pin must not bring a known hole back."""
    assert Version(pinned[package]) >= Version(floor)


def test_declared_dependencies_are_pinned(pyproject: dict[str, Any], pinned: dict[str, str]) -> None:
    """pyproject.toml and the pins say the same."""
    for declared in map(Requirement, pyproject["project"]["dependencies"]):
        assert declared.specifier.contains(pinned[declared.name])


def test_redis_server_has_patches(compose: dict[str, Any]) -> None:
    """CVE-2025-49844 is closed in 8.2.2 and everything pulled under the tag 8 since."""
    name, _, tag = compose["services"]["redis"]["image"].partition(":")
    assert name == "redis"
    assert Version(tag) >= Version("8")


def test_image_python_has_patches(dockerfile: list[tuple[str, str]]) -> None:
    """CVE-2026-1299 is closed in Python 3.11.15 and in every 3.13 that is still published."""
    tag = dockerfile[0][1].partition("python:")[2].partition("-")[0]
    assert Version(tag) >= Version("3.13")
