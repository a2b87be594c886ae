"""Reads each configuration file into the typed settings of the room it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from scheduler.configuration.document import Document, DocumentProblem, parse_document
from scheduler.configuration.findings import ConfigurationProblem, Finding, from_validation

if TYPE_CHECKING:
    from pathlib import Path

FEEDS, WATCHLIST, ALERTS = "feeds.yaml", "watchlist.yaml", "alerts.yaml"

Settings = TypeVar("Settings", bound=BaseModel)


def read_content(path: Path) -> bytes:
    """The bytes of a configuration file; raises :class:`ConfigurationProblem` when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        hint = "copy the example beside it and edit it" if isinstance(error, FileNotFoundError) else ""
        finding = Finding(path.name, 1, f"cannot read the file: {error.strerror}", hint)
        raise ConfigurationProblem([finding]) from error


def parse_settings(file: str, content: bytes, model: type[Settings]) -> tuple[Settings, Document]:
    """Typed settings and the document they stand in; raises :class:`ConfigurationProblem` with every mistake."""
    try:
        document = parse_document(content)
    except DocumentProblem as problem:
        raise ConfigurationProblem([Finding(file, problem.line, problem.message)]) from problem
    try:
        return model.model_validate(document.values), document
    except ValidationError as error:
        findings = from_validation(file, document, model, error.errors(include_url=False))
        raise ConfigurationProblem(findings) from error
