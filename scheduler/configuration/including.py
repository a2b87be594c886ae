"""The lists that ``watchlist.yaml`` includes: which files they are, and their bytes, which are not looked into here."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scheduler.configuration.disk import in_time, read_regular
from scheduler.configuration.document import DocumentProblem
from scheduler.configuration.edition import Edition
from scheduler.configuration.files import advice_on
from scheduler.configuration.findings import ConfigurationProblem, Finding, OutsideProblem
from scheduler.configuration.parsing import parse_document

if TYPE_CHECKING:
    from pathlib import Path

MOST_LIST_BYTES = 128 * 1024 * 1024
_SUFFIXES = (".jsonl", ".csv")
_KEY = re.compile(b"^(?:" + codecs.BOM_UTF8 + rb""")?["']?include["']?[ \t]*:""", re.MULTILINE)
_NEXT_KEY = re.compile(rb"^[^\s#\]-]", re.MULTILINE)


def included_paths(content: bytes) -> tuple[str, ...]:
    """The paths that a watchlist includes, none when they cannot be made out: whoever reads all of it says why."""
    try:
        values = parse_document(_include_alone(content)).values
    except DocumentProblem:
        return ()
    paths = values.get("include")
    return tuple(path for path in paths if isinstance(path, str)) if isinstance(paths, list) else ()


def _include_alone(content: bytes) -> bytes:
    """The one key of a YAML file, which may be long; all of a JSON file that may have it."""
    if content.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return content if b'"include"' in content else b""
    found = _KEY.search(content)
    if found is None:
        return b""
    following = _NEXT_KEY.search(content, found.end())
    return content[found.start() : following.start() if following else len(content)]


def read_edition(folder: Path, file: str, content: bytes) -> Edition:
    """A watchlist's bytes with those of its lists; raises ConfigurationProblem that names ``file`` or a list."""
    lists: dict[str, bytes] = {}
    left = MOST_LIST_BYTES
    for path in included_paths(content):
        refusal = "it is included twice" if path in lists else _refusal(path)
        if refusal:
            raise ConfigurationProblem([Finding(file, _line(content), f"include: {path!r}: {refusal}")])
        lists[path] = _read(folder, path, left)
        left -= len(lists[path])
    return Edition(content, lists)


def _line(content: bytes) -> int:
    found = _KEY.search(content)
    return content.count(b"\n", 0, found.start()) + 1 if found else 1


def _refusal(path: str) -> str:
    """Why a path is not followed; empty when it is."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\0" in path:
        return "lists lie beneath the folder of this file; give the way from there"
    return "" if pure.suffix in _SUFFIXES else "a list is a .jsonl or a .csv file"


def _read(folder: Path, path: str, most_bytes: int) -> bytes:
    try:
        target = in_time(folder / path, (folder / path).resolve)
        if not target.is_relative_to(in_time(folder, folder.resolve)):
            finding = Finding(path, 1, "the file lies outside of the configuration folder", "copy it there")
            raise ConfigurationProblem([finding])
        return read_regular(target, most_bytes)
    except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError to pathlib
        words = error.strerror if isinstance(error, OSError) else "its links lead round in a circle"
        advice = _advice(error, folder, path) if isinstance(error, OSError) else "put a plain file in its place"
        raise OutsideProblem([Finding(path, 1, f"cannot read the list: {words}", advice)]) from error


def _advice(error: OSError, folder: Path, path: str) -> str:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        return advice_on(error)
    if any(sign in path for sign in "*?["):
        return "patterns are not understood; name each file"
    return f"is it beneath the folder of the watchlist, {folder.absolute()}?"
