"""Whoever asks for rendering is told plainly what is missing for it, before an article is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scheduler.browser_checkup import try_browser
from scheduler.checking import check_feeds
from scheduler.environment import read_environment
from scrapers.rendering.availability import lacking

if TYPE_CHECKING:
    from pathlib import Path

    from scheduler.environment import Environment

ASKING = "feeds:\n  - {url: https://a.example/rss, render: true}\n  - {url: https://b.example/rss, render: true}\n"
BROWSER = os.environ.get("MARSAD_BROWSER", "")


def environment(folder: Path, feeds: str, browser: str = BROWSER) -> Environment:
    """A configuration with these feeds, on a machine with this browser."""
    (folder / "feeds.yaml").write_text(feeds, encoding="utf-8")
    return read_environment({"MARSAD_BROWSER": browser}, config=folder, data=folder)


def doubts(folder: Path, feeds: str, browser: str) -> list[tuple[int, str]]:
    """What the check says of rendering, with its lines."""
    found = check_feeds(feeds.encode(), folder, {}, environment(folder, feeds, browser))
    return [(finding.line, finding.message) for finding in found if "rendered" in finding.message]


def test_missing_browser_is_told_once(tmp_path: Path) -> None:
    """One line about all of them, at the first."""
    [(line, message)] = doubts(tmp_path, ASKING, "/nowhere/chromium")
    assert line == 2
    assert message.startswith("pages of 2 feeds are not rendered: ")


def test_nobody_who_does_not_ask_is_told(tmp_path: Path) -> None:
    """Most need no browser."""
    assert doubts(tmp_path, "feeds:\n  - {url: https://a.example/rss}\n", "/nowhere/chromium") == []


async def test_doctor_starts_no_browser_unasked(tmp_path: Path) -> None:
    """It says that there is no need for one."""
    problem, found = await try_browser(environment(tmp_path, "feeds: []\n"))
    assert (problem, found) == (None, "not used: no feed has render")


async def test_doctor_says_what_to_install(tmp_path: Path) -> None:
    """The package, or the browser, by name."""
    problem, found = await try_browser(environment(tmp_path, ASKING, "/nowhere/chromium"))
    assert problem is not None
    assert "install" in problem
    assert found in {"the package that drives the browser is not installed", "MARSAD_BROWSER names no program"}


@pytest.mark.browser
@pytest.mark.skipif(lacking(BROWSER) is not None, reason=f"no rendering here: {lacking(BROWSER)}")
async def test_doctor_starts_the_browser(tmp_path: Path) -> None:
    """That it is installed does not say that it may run."""
    problem, found = await try_browser(environment(tmp_path, ASKING))
    assert problem is None
    assert found.startswith("Chromium ")
