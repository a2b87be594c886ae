"""The typed form of watchlist.yaml: what it takes, what it refuses, what it tells editors."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ValidationError

from watchlist import name_settings, settings
from watchlist.check import problems
from watchlist.doubts import doubts
from watchlist.settings import WatchlistSettings

PLACE = {"id": "hajin", "name": "Hajin"}


def test_empty_file_is_valid() -> None:
    """All top-level keys are optional."""
    assert WatchlistSettings.model_validate({}).default_rule is True


@pytest.mark.parametrize("written", ["off", "'off'", "false"])
def test_off_may_be_bare(written: str) -> None:
    """YAML 1.1 reads a bare off as false."""
    document = yaml.safe_load(f"default_rule: {written}")
    assert WatchlistSettings.model_validate(document).default_rule is False


REFUSED = [
    {"place": []},
    {"places": [{**PLACE, "inside": "x"}]},
    {"places": [{**PLACE, "id": "دير"}]},
    {"places": [{**PLACE, "id": "a b"}]},
    {"places": [{**PLACE, "at": [200, 0]}]},
    {"places": [{**PLACE, "names": {"ar": ["ق" * 201]}}]},
    {"places": [{**PLACE, "names": {"ar": ["قسد"] * 201}}]},
    {"places": [{**PLACE, "names": {"Arabic": ["قسد"]}}]},
    *(
        {"places": [{**PLACE, "names": {"ar": [{"text": "قسد", "needs": needs}]}}]}
        for needs in (
            "luck",
            [],
            ["context", "luck"],
            {},
            {"words": 3},
            {"quotes": True, "words": 3},
            {"cues": "بلدة"},
            7,
        )
    ),
    {"places": [{**PLACE, "names": {"ar": [{"text": "قسد", "unless": "سيارة"}]}}]},
    {"places": [{**PLACE, "population": -1}]},
    {"actors": [{**PLACE, "within": "x"}]},
    {"rules": [{"id": "r", "when": "x" * 4001}]},
    {"rules": [{"id": "r", "when": "hajin", "priority": "urgent"}]},
]


@pytest.mark.parametrize("document", REFUSED)
def test_mistake_is_refused(document: dict[str, object]) -> None:
    """An unknown key, a wrong type or an absurd size is an error, not a guess."""
    with pytest.raises(ValidationError):
        WatchlistSettings.model_validate(document)


def test_errors_keep_names_secret() -> None:
    """A validation error may be logged: it must not repeat what was written."""
    with pytest.raises(ValidationError) as caught:
        WatchlistSettings.model_validate({"places": [{**PLACE, "at": "canary"}]})
    assert "canary" not in str(caught.value)


def test_every_field_is_described() -> None:
    """The schema and the reference page are made from the descriptions."""
    named = {**vars(settings), **vars(name_settings)}.values()
    models = [each for each in named if isinstance(each, type) and issubclass(each, BaseModel)]
    bare = [
        f"{model.__name__}.{name}" for model in models for name, f in model.model_fields.items() if not f.description
    ]
    assert bare == []


def test_example_is_sound() -> None:
    """The example that users copy has no problem and finds what it says."""
    path = Path(__file__).parents[2] / "config" / "watchlist.example.yaml"
    assert path.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=schemas/watchlist.schema.json\n"
    )
    example = WatchlistSettings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert [*problems(example), *doubts(example)] == []
