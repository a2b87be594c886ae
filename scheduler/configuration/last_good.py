"""Keeps the last version of each file that came into force, and how much stood in it, beside the archive.

A service that starts with a broken file goes on with that version; one that starts with a shorter file can say so.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from scheduler.configuration.shrinking import Counts

log = structlog.get_logger()

_BOM = b"\xef\xbb\xbf"
_STATEMENT = re.compile(rb"(?:\A|[\r\n])[ \t]*[^#\s]")


class LastGood:
    """The folder of copies; one that cannot be written costs a restart its way back, and nothing now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counts: dict[str, Counts] = {}

    def content(self, name: str) -> bytes:
        """The last good version of a file; raises OSError when there is none."""
        return (self._folder / name).read_bytes()

    def says_something(self, name: str) -> bool:
        """Whether there is a last good version with more than remarks in it."""
        try:
            return not says_nothing(self.content(name))
        except OSError:
            return False

    def counts(self, name: str) -> Counts:
        """How much stood in it; empty when that is not known."""
        if name not in self._counts:
            self._counts[name] = _read_counts(self._folder / _counts_name(name))
        return self._counts[name]

    def keep(self, name: str, content: bytes, counts: Counts) -> None:
        """Keep this version in place of the one before."""
        self._counts[name] = counts
        try:
            _keep(self._folder / name, content)
            _keep(self._folder / _counts_name(name), json.dumps(dict(counts)).encode())
        except OSError as error:
            log.warning("last_good_copy_not_kept", file=name, error=type(error).__name__)


def says_nothing(content: bytes) -> bool:
    """Whether a file holds remarks and blank lines at most."""
    return _STATEMENT.search(content.removeprefix(_BOM)) is None


def _counts_name(name: str) -> str:
    return f"{name}.counts.json"


def _read_counts(path: Path) -> Counts:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(count, int) for count in found.values()) else {}


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:  # its owner's alone, and of its own name
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
