"""What is wrong with a configuration file, in words a person can act on."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from scheduler.configuration.naming import entry_of, where_in
from scheduler.configuration.wording import in_plain_words, is_too_short

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from scheduler.configuration.document import Document, Path

MOST_FINDINGS = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or doubt: where, what, what to do. ``severity`` is ``error``, ``warning`` or ``information``.

    Of a setting, ``file`` is its variable and ``line`` 0.
    """

    file: str
    line: int
    message: str
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        """``file:line: error: message (hint)``, the form editors jump to."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.severity}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class ConfigurationProblem(Exception):
    """A file cannot be used; ``findings`` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} mistake(s) in {', '.join(sorted({f.file for f in findings}))}")


class OutsideProblem(ConfigurationProblem):
    """The cause lies elsewhere, in a mount or a secret's file: it may be mended with nothing in this file changed."""


def from_validation(file: str, document: Document, model: type[BaseModel], errors: list[ErrorDetails]) -> list[Finding]:
    """Findings for pydantic's errors, each with its line and, for an unknown key, the nearest valid one.

    Where a value may take several forms pydantic reports each form's complaint: they become one finding, and only the
    innermost ones count, for they belong to the form that was meant.
    """
    places = [_place(document.values, error) for error in errors]
    passed = {place.path[:end] for place in places if place.in_union for end in range(len(place.path))}
    by_path: dict[Path, list[ErrorDetails]] = {}
    for place, error in zip(places, errors, strict=True):
        if not (place.in_union and place.path in passed):
            by_path.setdefault(place.path, []).append(error)
    told = [_finding(file, document, model, path, found) for path, found in islice(by_path.items(), MOST_FINDINGS)]
    return told + _untold(file, document, list(by_path)[MOST_FINDINGS:])


def _untold(file: str, document: Document, paths: list[Path]) -> list[Finding]:
    """A file that is something else altogether has a mistake on each line; nobody reads them all."""
    if not paths:
        return []
    return [
        Finding(file, document.line(paths[0]), f"{len(paths)} more mistakes; correct the first ones and look again")
    ]


def _finding(file: str, document: Document, model: type[BaseModel], path: Path, errors: list[ErrorDetails]) -> Finding:
    line, kind, where = document.line(path), errors[0]["type"], where_in(document, path)
    if kind == "extra_forbidden":
        name, entry = str(path[-1]), entry_of(document, path)
        message = f"{entry}: unknown key {name!r}" if entry else f"unknown key {name!r}"
        return Finding(file, line, message, _nearest(name, _keys_beside(model, path)))
    if kind == "missing" and not is_too_short(path, errors[0]):
        return Finding(file, line, f"{where}: this key is required", f"add {str(path[-1])!r}")
    if all(error["input"] is None for error in errors):
        return Finding(file, line, f"{where}: this key has no value", "give it one, or take it out")
    message = in_plain_words(path, errors)
    return Finding(file, line, f"{where}: {message}" if where else message)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an error stands in the file; ``in_union``: it is the complaint of one of several allowed forms."""

    path: Path
    in_union: bool


def _place(values: Any, error: ErrorDetails) -> _Place:  # noqa: ANN401 - walks plain values
    """Pydantic's location without the steps that name a union's branch instead of a key or an index."""
    location, path = error["loc"], list[str | int]()
    for number, step in enumerate(location, start=1):
        is_named = error["type"] == "missing" and number == len(location)
        try:
            values = None if is_named else values[step]
        except (KeyError, IndexError, TypeError):
            continue
        path.append(step)
    return _Place(tuple(path), in_union=len(path) < len(location))


def _nearest(name: str, allowed: list[str]) -> str:
    near = difflib.get_close_matches(name, allowed, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known keys: {', '.join(sorted(allowed))}" if allowed else ""


def _keys_beside(model: type[BaseModel], path: Path) -> list[str]:
    """The valid keys at the place where ``path``'s last step stands."""
    models: list[type[BaseModel]] = [model]
    for step in path[:-1]:
        if not isinstance(step, str):
            continue
        annotations = [m.model_fields[step].annotation for m in models if step in m.model_fields]
        models = [found for annotation in annotations for found in _models_in(annotation)] or models
    return [field.alias or name for found in models for name, field in found.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - any annotation may stand in a model
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]
