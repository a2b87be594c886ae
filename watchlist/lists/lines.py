"""One line of an included list: bytes in, a typed place or actor out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from watchlist.errors import EncodingError, LineError
from watchlist.lists.plain import PlainLine, plain_line
from watchlist.settings import ActorSettings, PlaceSettings
from watchlist.strict_json import JsonMistake, read_json_text

MOST_LINE_BYTES = 1_000_000


class ListedPlace(PlaceSettings):
    """A watched place on a line of its own."""

    kind: Literal["place"]


class ListedActor(ActorSettings):
    """A watched actor on a line of its own."""

    kind: Literal["actor"]


Listed = ListedPlace | ListedActor
Read = Callable[[bytes], Listed | PlainLine]

_validate_json = TypeAdapter[Listed](Annotated[Listed, Field(discriminator="kind")]).validator.validate_json
_KINDS: dict[object, type[Listed]] = {"place": ListedPlace, "actor": ListedActor}


def read_quickly(line: bytes) -> Listed | PlainLine:
    """As :func:`read_json`, of a plain line only what it says."""
    return plain_line(line) or read_json(line)


def read_json(line: bytes) -> Listed:
    """The entity of a line of a ``.jsonl`` list; raises :class:`LineError`.

    A sound line is read once; what is wrong with another is looked for anew.
    """
    _refuse_long(line)
    try:
        entity: Listed = _validate_json(line)
    except ValidationError:
        _refuse_nul(line)
        return validated(_json_values(line))
    # Pydantic takes the last of two equal keys without a word.
    if line.count(b'":') + line.count(b'" :') != len(entity.model_fields_set) + len(entity.names):
        _json_values(line)
    return entity


def validated(values: Any) -> Listed:  # noqa: ANN401 - a line may hold any value
    """The entity of a line's values; raises :class:`LineError`."""
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


def refuse_unreadable(line: bytes) -> None:
    """Raises :class:`LineError` for a line that is too long or no text."""
    _refuse_long(line)
    _refuse_nul(line)


def _refuse_long(line: bytes) -> None:
    if len(line) > MOST_LINE_BYTES:
        raise LineError(
            f"the line is longer than {MOST_LINE_BYTES // 1_000_000} MB", "put each place or actor on a line of its own"
        )


def _refuse_nul(line: bytes) -> None:
    if b"\0" in line or b"\\u0000" in line:
        raise LineError("the line holds a NUL character", "take it out; if the file is UTF-16, save it as UTF-8")


def _json_values(line: bytes) -> Any:  # noqa: ANN401 - a line may hold any value
    try:
        return read_json_text(text_of(line))
    except JsonMistake as mistake:
        where = f" at character {mistake.column}" if mistake.column else ""
        raise LineError(mistake.cause + where, mistake.hint) from mistake


def text_of(line: bytes) -> str:
    """The line as text; raises :class:`EncodingError`."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EncodingError("not UTF-8 text") from error
