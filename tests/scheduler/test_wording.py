"""A value of the wrong form is answered with what to write, not with the words of a library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from alerts.settings import AlertsSettings
from scheduler.configuration.files import parse_settings
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.configuration.wording import BY_PATTERN
from scrapers.settings import FeedsSettings
from watchlist.settings import WatchlistSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

POINT = "places.at: write two numbers: [latitude, longitude]"
LETTERS = "Latin letters, digits, dots, dashes and underscores only, beginning with a letter or digit"


def said(text: str, model: type[BaseModel] = WatchlistSettings) -> str:
    """The one thing that is said about a file."""
    with pytest.raises(ConfigurationProblem) as caught:
        parse_settings("file.yaml", text.encode(), model)
    (finding,) = caught.value.findings
    return finding.message


def place(keys: str) -> str:
    """A watchlist of one place."""
    return f"places:\n  - {{name: Hajin, {keys}}}\n"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("id: h, names: {ar: قسد}", "places.names.ar: write it as a list: each item after a dash on a line of its own"),
        ("id: h, names: [هجين]", "places.names: write the names by language code: {ar: [first, second], en: [third]}"),
        ("id: h, names: {ar: [5]}", "places.names.ar: write text, in quotation marks if it looks like a number"),
        ('id: h, names: {ar: ["هج\\0ين"]}', "places.names.ar: it contains a NUL, which no text has; take it out"),
        ("id: h, names: {Arabic: [هجين]}", "places.names.Arabic: write a language code such as ar, en or ckb"),
        ("id: h, at: 5", POINT),
        ("id: h, at: [1]", POINT),
        ("id: h, at: [1, 2, 3]", POINT),
        ("id: h, at: [north, 2]", "places.at number 1: write a number"),
        ("id: h, at: [95, 2]", "places.at number 1: write a number of at most 90"),
        ("id: h, population: -1", "places.population: write a number of at least 0"),
        ('id: h, names: {ar: [""]}', "places.names.ar: it is empty; write at least 1 character"),
        ("id: h, names: {ar: [{text: x, case: y}]}", "places.names.ar.case: write 'capital', 'exact' or 'any'"),
        ("id: h, names: {ar: [{text: x, needs: []}]}", "places.names.ar.needs: the list is empty; write at least 1"),
        ("id: h, seat: maybe", "places.seat: write on or off"),
        ("id: h, population: many", "places.population: write a whole number"),
        ('id: "a b"', f"places.id: write {LETTERS}"),
    ],
)
def test_mistake_says_what_to_write(keys: str, message: str) -> None:
    """The user of the list knows news, not programming; and no name is repeated, for notices are sent."""
    assert said(place(keys)).startswith(message)
    assert "هجين" not in said(place(keys))


def test_other_files_are_spoken_of_alike() -> None:
    """A word where a switch or a mapping is meant."""
    assert said("default_rule: maybe\n") == "default_rule: write on or off"
    assert said("operator: o@desk.example\n", AlertsSettings) == "operator: write keys with values: {key: value}"


def test_every_pattern_has_words() -> None:
    """A new pattern would be shown to the user as it is."""
    models = (AlertsSettings, FeedsSettings, WatchlistSettings)
    assert {pattern for model in models for pattern in patterns(model.model_json_schema())} == set(BY_PATTERN)
    assert not [words for words in BY_PATTERN.values() if re.search(r"[\^\[]", words)]


def patterns(schema: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """All patterns in a JSON Schema, those of keys included."""
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if key == "pattern":
            yield value
        elif key == "patternProperties":
            yield from value
        if isinstance(value, dict | list):
            yield from patterns(value)
