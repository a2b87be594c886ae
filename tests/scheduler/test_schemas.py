"""The committed JSON Schemas are those of the models, and accept what a user may write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from scheduler.configuration.schemas import models, schema_text, write_schemas
from tests.scheduler import desk

SCHEMAS = Path("config/schemas")
NAMES = ("alerts", "feeds", "watchlist")


def schema(name: str) -> dict[str, Any]:
    """A committed schema."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_committed_schema_is_fresh(name: str) -> None:
    """Editors complete what the service accepts; `marsad schemas` writes them again."""
    assert (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


def test_every_file_has_a_schema(tmp_path: Path) -> None:
    """None is forgotten, and none stays behind."""
    written = {path.name for path in write_schemas(tmp_path / "new")}
    assert written == {path.name for path in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in models()}


@pytest.mark.parametrize("name", NAMES)
def test_examples_satisfy_their_schema(name: str) -> None:
    """An editor shows no mistake in what we tell newcomers to copy."""
    example = yaml.safe_load(Path(f"config/{name}.example.yaml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema(name)).validate(example)


@pytest.mark.parametrize("name", NAMES)
def test_example_names_its_schema(name: str) -> None:
    """The first line tells the editor where the schema is, seen from the copy."""
    first = Path(f"config/{name}.example.yaml").read_text(encoding="utf-8").splitlines()[0]
    path = Path("config") / first.partition("$schema=")[2]
    assert path.is_file()


@pytest.mark.parametrize("name", NAMES)
def test_schema_refuses_what_the_service_refuses(name: str) -> None:
    """An unknown key is red in the editor already."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"operator": {"email": "a@b.example"}, "nonsense": 1}, schema(name))


@pytest.mark.parametrize(("name", "text"), [("feeds", desk.FEEDS), ("watchlist", desk.WATCHLIST)])
def test_every_top_level_key_is_optional(name: str, text: str) -> None:
    """A user writes only what he needs."""
    written: dict[str, Any] = yaml.safe_load(text)
    for content in ({}, written):
        jsonschema.validate(content, schema(name))
        models()[name].model_validate(content)
