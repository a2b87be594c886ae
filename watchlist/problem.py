"""What a check of the watchlist reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]


class Severity(StrEnum):
    """Whether the watchlist can be used all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at ``path`` in the settings (keys and list indexes), for the eyes of the list's owner only."""

    path: Path
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
