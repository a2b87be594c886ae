"""The page for the list's owner: every key stands there, and what it says is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from tests.watchlist.world import surfaces, watching
from watchlist import name_settings, settings
from watchlist.check import problems
from watchlist.doubts import doubts
from watchlist.mentions import STATUSES
from watchlist.settings import WatchlistSettings

PAGE = (Path(__file__).parents[2] / "docs" / "watchlist.md").read_text(encoding="utf-8")
MODELS = [
    each
    for each in {**vars(settings), **vars(name_settings)}.values()
    if isinstance(each, type) and issubclass(each, BaseModel) and not each.__name__.startswith("_")
]
KEYS = PAGE.partition("## Every key")[2]
FOUND = re.findall(r"^\| ([a-z]{2,3}) \| (.+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def test_every_key_is_on_the_page() -> None:
    """A key that nobody explains is not used; an explained one that is gone is an error in every list."""
    keys = {name for model in MODELS for name in model.model_fields}
    assert set(re.findall(r"^\| `(\w+)` \|", KEYS, re.MULTILINE)) == keys


def test_every_status_is_on_the_page() -> None:
    """They are what an owner sees of a name that did not alert."""
    assert [row for row in re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) if row in STATUSES] == list(STATUSES)


@pytest.mark.parametrize(("language", "name", "text", "found"), FOUND)
def test_table_of_names_is_true(language: str, name: str, text: str, found: str) -> None:
    """Each row is matched as it stands."""
    assert surfaces(watching(name, language=language), text) == ([] if found == "-" else [found])


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_examples_are_sound(example: str) -> None:
    """What is copied from the page works."""
    document = WatchlistSettings.model_validate(yaml.safe_load(example))
    assert [*problems(document), *doubts(document)] == []


def test_shown_warning_is_the_real_one() -> None:
    """The page quotes what `marsad check` prints."""
    place = {"id": "hajin", "name": "Hajin", "names": {"ar": ["هجين"]}}
    (doubt,) = doubts(WatchlistSettings.model_validate({"places": [place]}))
    assert f"warning: {doubt.message} ({doubt.hint})\n" in PAGE


@pytest.mark.parametrize("example", re.findall(r"\| `([^`]+)` \|$", KEYS, re.MULTILINE))
def test_example_of_a_key_is_yaml(example: str) -> None:
    """A slip in an example costs its reader an evening."""
    assert isinstance(yaml.safe_load(example), dict)
