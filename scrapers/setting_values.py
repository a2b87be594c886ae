"""What values in ``feeds.yaml`` may look like: times with their unit, addresses."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import BeforeValidator, Field

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    """``90``, ``90s``, ``5m``, ``6h`` or ``2d`` as seconds."""
    if isinstance(value, str) and (match := re.fullmatch(r"(\d{1,6})\s*([smhd])", value.strip())):
        return int(match[1]) * _UNITS[match[2]]
    if isinstance(value, str):
        raise ValueError("write a time as a number with its unit, like 90s, 5m, 6h or 2d")  # noqa: TRY004 - pydantic turns only ValueError into a finding
    return value


Seconds = Annotated[
    int,
    BeforeValidator(_seconds, json_schema_input_type=int | str),
    Field(ge=1, le=366 * 86400),
]
PauseSeconds = Annotated[
    int,
    BeforeValidator(_seconds, json_schema_input_type=int | str),
    Field(ge=0, le=300),
]


def url_parts(url: str, subject: str) -> SplitResult:
    """The parts of what may be a URL; raises ValueError, in words about ``subject``, for what cannot be one."""
    if any(character.isspace() or not character.isprintable() for character in url):
        raise ValueError(f"{subject} may not hold spaces or control characters")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ValueError("not a valid url") from error
    return parts
