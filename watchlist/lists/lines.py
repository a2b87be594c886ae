"""One line of an included list: bytes in, a typed place or actor out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from watchlist.errors import LineError
from watchlist.nearest import hint_for
from watchlist.settings import ActorSettings, PlaceSettings

MOST_LINE_BYTES = 1_000_000


class ListedPlace(PlaceSettings):
    """A watched place on a line of its own."""

    kind: Literal["place"]


class ListedActor(ActorSettings):
    """A watched actor on a line of its own."""

    kind: Literal["actor"]


Listed = ListedPlace | ListedActor
Read = Callable[[bytes], Listed]

_COLUMNS = ("id", "kind", "name", "within", "lat", "lon", "population", "seat")
_NAMES = "names."
_validate_json = TypeAdapter[Listed](Annotated[Listed, Field(discriminator="kind")]).validator.validate_json
_KINDS: dict[object, type[Listed]] = {"place": ListedPlace, "actor": ListedActor}


def read_json(line: bytes) -> Listed:
    """The entity of a line of a ``.jsonl`` list; raises :class:`LineError`.

    A sound line is read once; what is wrong with another is looked for anew.
    """
    _refuse_long(line)
    try:
        entity: Listed = _validate_json(line)
    except ValidationError:
        _refuse_nul(line)
        return _validated(_json_values(line))
    # Pydantic takes the last of two equal keys without a word.
    if line.count(b'":') + line.count(b'" :') != len(entity.model_fields_set) + len(entity.names):
        _json_values(line)
    return entity


class Table:
    """The header of a ``.csv`` list; raises :class:`LineError` when it is none."""

    def __init__(self, header: bytes) -> None:
        _refuse_unreadable(header)
        self._columns = [cell.strip() for cell in _cells(header)]
        for column in self._columns:
            if column not in _COLUMNS and not column.startswith(_NAMES):
                raise LineError(f"unknown column {column!r}", hint_for(column, [*_COLUMNS, "names.ar", "names.en"]))
            if self._columns.count(column) > 1:
                raise LineError(f"the column {column!r} stands twice", "keep one of them")
        for column in ("id", "kind", "name"):
            if column not in self._columns:
                raise LineError(f"the first line must name the columns, {column!r} among them")

    def read(self, line: bytes) -> Listed:
        """The entity of a line below the header; raises :class:`LineError`."""
        _refuse_unreadable(line)
        cells = _cells(line)
        if len(cells) != len(self._columns):
            raise LineError(
                f"{len(cells)} cells under {len(self._columns)} columns", "put a cell with a comma in quotes"
            )
        filled = {column: cell.strip() for column, cell in zip(self._columns, cells, strict=True) if cell.strip()}
        return _validated(_values(filled))


def _values(cells: dict[str, str]) -> dict[str, Any]:
    """What the same entity would be in YAML."""
    values: dict[str, Any] = {key: cell for key, cell in cells.items() if key in _COLUMNS and key not in ("lat", "lon")}
    values["names"] = {
        key.removeprefix(_NAMES): [name.strip() for name in cell.split("|") if name.strip()]
        for key, cell in cells.items()
        if key.startswith(_NAMES)
    }
    if "lat" in cells or "lon" in cells:
        values["at"] = [cells[key] for key in ("lat", "lon") if key in cells]
    return values


def _cells(line: bytes) -> list[str]:
    try:
        rows = list(csv.reader([_text(line).rstrip("\r\n")], strict=True))
    except csv.Error as error:
        raise LineError(
            f"not a line of CSV: {error}", 'close each quotation mark on its own line; write "" for one'
        ) from error
    return rows[0] if rows else []


def _validated(values: Any) -> Listed:  # noqa: ANN401 - a line may hold any value
    if not isinstance(values, dict):
        raise LineError("a line must hold one place or actor in braces")
    if values.get("kind") not in ("place", "actor"):
        raise LineError("`kind` must be place or actor")
    model = _KINDS[values["kind"]]
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise LineError(
            "not a sound entry", values=values, model=model, errors=error.errors(include_url=False)
        ) from error


def _refuse_unreadable(line: bytes) -> None:
    _refuse_long(line)
    _refuse_nul(line)


def _refuse_long(line: bytes) -> None:
    if len(line) > MOST_LINE_BYTES:
        raise LineError(
            f"the line is longer than {MOST_LINE_BYTES // 1_000_000} MB", "put each place or actor on a line of its own"
        )


def _refuse_nul(line: bytes) -> None:
    if b"\0" in line or b"\\u0000" in line:
        raise LineError("the line holds a NUL character", "take it out")


def _json_values(line: bytes) -> Any:  # noqa: ANN401 - a line may hold any value
    try:
        return json.loads(_text(line), object_pairs_hook=_without_duplicates)
    except json.JSONDecodeError as error:
        raise LineError(f"not valid JSON: {error.msg} at character {error.colno}") from error
    except ValueError as error:
        raise LineError("not valid JSON: a number has too many digits") from error
    except RecursionError as error:
        raise LineError("nested too deeply") from error


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise LineError("a key stands twice in one JSON object", "keep one of them")
    return found


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LineError("not UTF-8 text", "save the file as UTF-8") from error
