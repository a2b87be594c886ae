"""Keeps the last version of each file that came into force, and how much stood in it, beside the archive.

A service that starts with a broken file goes on with that version; one that starts with a shorter file can say so.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from scheduler.configuration.edition import Edition

if TYPE_CHECKING:
    from scheduler.configuration.shrinking import Counts

log = structlog.get_logger()

_STATEMENT = re.compile(rb"(?:\A|[\r\n])[ \t]*[^#\s]")


class LastGood:
    """The folder of copies; one that cannot be written costs a restart its way back, and nothing now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counts: dict[str, Counts] = {}

    def edition(self, name: str) -> Edition:
        """The last good version of a file with its lists; raises OSError when there is none."""
        content = (self._folder / name).read_bytes()
        lists = _read_index(self._folder / _index_name(name)).get(_hash(content), {})
        return Edition(content, {path: (self._lists(name) / kept).read_bytes() for path, kept in lists.items()})

    def says_something(self, name: str, path: str | None = None) -> bool:
        """Whether there is a last good version with more than remarks in it; with ``path``, of this list of it."""
        try:
            edition = self.edition(name)
        except OSError:
            return False
        return not says_nothing(edition.content if path is None else edition.lists.get(path, b""))

    def counts(self, name: str) -> Counts:
        """How much stood in it; empty when that is not known."""
        if name not in self._counts:
            self._counts[name] = _read_counts(self._folder / _counts_name(name))
        return self._counts[name]

    def keep(self, name: str, edition: Edition, counts: Counts) -> None:
        """Keep this version in place of the one before."""
        self._counts[name] = counts
        try:
            self._keep_lists(name, edition)
            _keep(self._folder / name, edition.content)
            _keep(self._folder / _counts_name(name), json.dumps(dict(counts)).encode())
        except OSError as error:
            log.warning("last_good_copy_not_kept", file=name, error=type(error).__name__)

    def _keep_lists(self, name: str, edition: Edition) -> None:
        """The lists, then the index of what belongs to which version of the file: a crash never mixes two editions."""
        index_path = self._folder / _index_name(name)
        index = _read_index(index_path)
        if not edition.lists and not index:
            return
        lists = {path: _hash(content) for path, content in edition.lists.items()}
        for path, content in edition.lists.items():
            if not (self._lists(name) / lists[path]).exists():
                _keep(self._lists(name) / lists[path], content)
        before = _hash_of_file(self._folder / name)
        kept = {version: its for version, its in index.items() if version == before}
        _keep(index_path, json.dumps(kept | {_hash(edition.content): lists}).encode())
        self._forget(name, {each for its in (*kept.values(), lists) for each in its.values()})

    def _forget(self, name: str, wanted: set[str]) -> None:
        for path in self._lists(name).glob("*"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def _lists(self, name: str) -> Path:
        return self._folder / f"{name}.lists"


def says_nothing(content: bytes) -> bool:
    """Whether a file holds remarks and blank lines at most."""
    return _STATEMENT.search(content.removeprefix(codecs.BOM_UTF8)) is None


def _counts_name(name: str) -> str:
    return f"{name}.counts.json"


def _index_name(name: str) -> str:
    return f"{name}.lists.json"


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=20).hexdigest()


def _hash_of_file(path: Path) -> str:
    try:
        return _hash(path.read_bytes())
    except OSError:
        return ""


def _read_index(path: Path) -> dict[str, dict[str, str]]:
    """By the hash of a version of the file: the paths of its lists, and under which names they are kept."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


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
