"""Pydantic's complaint about a value, said as what to write instead; the value itself is never repeated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchlist import ids

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from scheduler.configuration.document import Path

_LIST = "write it as a list: each item after a dash on a line of its own, or all of them in brackets [ ]"
_MAPPING = "write keys with values: {{key: value}}"
_TEXT = "write text, in quotation marks if it looks like a number or is yes, no, on or off"
_POINT = "write two numbers: [latitude, longitude]"
_BY_TYPE = {
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "string_type": _TEXT,
    "bool_type": "write on or off",
    "bool_parsing": "write on or off",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "literal_error": "write {expected}",
    "enum": "write {expected}",
    "greater_than_equal": "write a number of at least {ge:g}",
    "less_than_equal": "write a number of at most {le:g}",
    "string_too_short": "it is empty; write at least {min_length} character",
    "string_too_long": "write at most {max_length} characters",
    "too_short": "the list is empty; write at least {min_length} in it",
    "too_long": "write at most {max_length} of them",
}
_BY_KEY = {
    ("tuple_type", "at"): _POINT,
    ("too_long", "at"): _POINT,
    ("missing", "at"): _POINT,
    ("dict_type", "names"): "write the names by language code: {ar: [first, second], en: [third]}",
}
# Each pattern of the models stands here, or a test fails.
BY_PATTERN = {
    ids.PATTERN: ("write Latin letters, digits, dots, dashes and underscores only, beginning with a letter or digit"),
    r"^[a-z0-9][a-z0-9_-]{0,63}$": (
        "write at most 64 small Latin letters, digits, dashes and underscores, beginning with a letter or digit"
    ),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "write a language code such as ar, en or ckb",
    r"^[^\x00]+$": "it contains a NUL, which no text has; take it out",
    r"^[^/\\\x00].*\.(jsonl|csv)$": "write the way to a .jsonl or .csv file beneath the folder of this file",
}
_CLASS_NAMES = re.compile(r"dictionary or instance of \w+")


def in_plain_words(path: Path, errors: list[ErrorDetails]) -> str:
    """What to write at ``path``. A value that has the form of one branch is not told of the other forms."""
    fitting = [error for error in errors if not error["type"].endswith("_type")]
    return ", or: ".join(dict.fromkeys(_said(path, error) for error in fitting or errors))


def is_too_short(path: Path, error: ErrorDetails) -> bool:
    """Whether what is missing is an item of a list, not a key."""
    return error["type"] == "missing" and isinstance(path[-1], int)


def _said(path: Path, error: ErrorDetails) -> str:
    kind, key = error["type"], next((step for step in reversed(path) if isinstance(step, str)), "")
    limits = error.get("ctx", {})
    told = _BY_KEY.get((kind, key)) or BY_PATTERN.get(limits.get("pattern", ""))
    if told is None and kind in _BY_TYPE:
        told = _BY_TYPE[kind].format_map(limits)
    return told or _without_our_names(error["msg"])


def _without_our_names(message: str) -> str:
    return _CLASS_NAMES.sub("mapping of keys to values", message.removeprefix("Value error, "))
