"""JSON as a person writes it by hand: a key that stands twice is a mistake, not the last of the two."""

from __future__ import annotations

import json
from typing import Any


class JsonMistake(Exception):
    """The text is no sound JSON: why, what to do, and where when that is known: ``line`` and ``column`` from 1."""

    def __init__(self, cause: str, hint: str = "", line: int = 1, column: int = 0) -> None:
        super().__init__("not sound JSON")
        self.cause = cause
        self.hint = hint
        self.line = line
        self.column = column


def read_json_text(text: str) -> Any:  # noqa: ANN401 - JSON may hold any value
    """The values of a JSON text; raises :class:`JsonMistake`, whatever the text."""
    try:
        return json.loads(text, object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as error:
        raise JsonMistake(f"not valid JSON: {error.msg}", line=error.lineno, column=error.colno) from error
    except ValueError as error:
        raise JsonMistake("not valid JSON: a number has too many digits") from error
    except RecursionError as error:
        raise JsonMistake("nested too deeply") from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise JsonMistake("a key stands twice in one JSON object", "keep one of them")
    return found
