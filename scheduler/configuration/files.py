"""Reads each configuration file into the typed settings of the room it belongs to."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from scheduler.configuration.disk import NotRegularError, SilentDiskError, TooLargeError, read_regular
from scheduler.configuration.document import Document, DocumentProblem
from scheduler.configuration.findings import ConfigurationProblem, Finding, OutsideProblem, from_validation
from scheduler.configuration.parsing import MAX_BYTES, parse_document

if TYPE_CHECKING:
    from pathlib import Path

FEEDS, WATCHLIST, ALERTS = "feeds.yaml", "watchlist.yaml", "alerts.yaml"

Settings = TypeVar("Settings", bound=BaseModel)


def read_content(path: Path) -> bytes:
    """The bytes of a configuration file; raises :class:`OutsideProblem` in time, whatever is in its place."""
    try:
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        finding = Finding(path.name, 1, f"cannot read the file: {error.strerror}", _advice(error, path.parent))
        raise OutsideProblem([finding]) from error


def _advice(error: OSError, folder: Path) -> str:
    if not isinstance(error, FileNotFoundError):
        return advice_on(error)
    elsewhere = "name another folder with --config or MARSAD_CONFIG"
    if not folder.is_dir():
        return f"there is no folder {folder.absolute()}; {elsewhere}"
    return f"copy what is missing from the examples to {folder.absolute()} and edit it, or {elsewhere}"


def advice_on(error: OSError) -> str:
    """What to do about a file that cannot be read."""
    advice = {
        NotADirectoryError: "give the folder in which the three files lie",
        PermissionError: "let the user that Marsad runs as read it",
        NotRegularError: "put a plain file in its place",
        TooLargeError: "shorten it",
        SilentDiskError: "mount it again, or keep the file on a disk of this machine",
    }
    if error.errno == errno.ELOOP:
        return "its links lead round in a circle; put a plain file in its place"
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return "put a plain file in its place"
    return next((words for kind, words in advice.items() if isinstance(error, kind)), "look at the disk it lies on")


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
