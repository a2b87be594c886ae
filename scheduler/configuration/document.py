"""A configuration file as plain values plus the line each of them stands on; or what keeps a text from being one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class DocumentProblem(Exception):
    """The text is no document at all."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """``values`` as plain dicts and lists; ``lines`` maps the path of a key or an item to its line, from 1."""

    values: dict[str, Any]
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of ``path``, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1
