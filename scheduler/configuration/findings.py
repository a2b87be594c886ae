"""What is wrong with a configuration file, in words a person can act on."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from scheduler.configuration.document import Document, Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or doubt: where, what, what to do. ``severity`` is ``error`` or ``warning``."""

    file: str
    line: int
    message: str
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        """``file:line: error: message (hint)``, the form editors jump to."""
        return f"{self.file}:{self.line}: {self.severity}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class ConfigurationProblem(Exception):
    """A file cannot be used; ``findings`` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} mistake(s) in {', '.join(sorted({f.file for f in findings}))}")


def from_validation(file: str, document: Document, model: type[BaseModel], errors: list[ErrorDetails]) -> list[Finding]:
    """Findings for pydantic's errors, each with its line and, for an unknown key, the nearest valid one."""
    return [_finding(file, document, model, error) for error in errors]


def _finding(file: str, document: Document, model: type[BaseModel], error: ErrorDetails) -> Finding:
    path = _data_path(document.values, error["loc"])
    line = document.line(path)
    if error["type"] == "extra_forbidden":
        name = str(error["loc"][-1])
        return Finding(file, line, f"unknown key {name!r}", _nearest(name, _keys_beside(model, path)))
    where = ".".join(str(step) for step in path if isinstance(step, str))
    message = error["msg"].removeprefix("Value error, ")
    if error["type"] == "missing":
        return Finding(file, line, f"{where}: this key is required", f"add {error['loc'][-1]!r}")
    return Finding(file, line, f"{where}: {message}" if where else message)


def _data_path(values: Any, location: tuple[str | int, ...]) -> Path:  # noqa: ANN401 - walks plain values
    """Pydantic's location without the steps that name a union's branch instead of a key or an index."""
    path: list[str | int] = []
    for place, step in enumerate(location, start=1):
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            if place < len(location):
                continue
        path.append(step)
    return tuple(path)


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
