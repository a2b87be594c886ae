"""The backup's format: one compressed file of JSON lines, the same for both databases.

The first line says what was saved, then each table has a line with its name and columns and a line for each row, and
the last line counts the rows. A file without that line is a broken backup. Times are ``{"t": ISO 8601}`` and bytes are
``{"b": base64}``, an object is ``{"o": object}``; a row is a list.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import zlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TypeAlias

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FORMAT = "marsad-archive-1"
_COMPRESSION = 3

Saved: TypeAlias = "TableStart | list[Any]"


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup holds: the tables' revision, and for each table the highest row number ever given."""

    revision: str
    made_at: str
    last_ids: dict[str, int]


@dataclass(frozen=True, slots=True)
class TableStart:
    """The rows that follow are this table's."""

    table: str
    columns: list[str]


def write_backup(target: Path, header: Header, contents: Iterable[Saved]) -> int:
    """Write a backup that appears under its name only when it is whole and on the disk; gives its number of rows."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        with _private_file(partial) as file:
            rows = _write_lines(file, header, contents)
        partial.replace(target)
        _sync_directory(target.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ArchiveError(f"the backup cannot be written: {error.strerror}") from None
    return rows


@contextmanager
def open_backup(source: Path) -> Iterator[tuple[Header, Iterator[Saved]]]:
    """The header and the contents of a backup; ArchiveError if it is none, or as soon as it proves broken."""
    with _opened(source) as raw, gzip.open(raw, "rt", encoding="utf-8", newline="\n") as file:
        yield _header(file), _contents(file)


def _opened(source: Path) -> BinaryIO:
    with _naming_damage():
        return source.open("rb")


@contextmanager
def _naming_damage() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"the backup cannot be read: {error.strerror or 'it is damaged or none'}") from None
    except (EOFError, zlib.error, ValueError, TypeError, KeyError):
        raise ArchiveError("the backup is cut off or damaged") from None


def check_backup(source: Path) -> Header:
    """Read a whole backup; ArchiveError if anything is missing from it."""
    with open_backup(source) as (header, contents):
        for _ in contents:
            pass
        return header


def _write_lines(file: IO[str], header: Header, contents: Iterable[Saved]) -> int:
    rows = 0
    file.write(_line({"format": _FORMAT, **asdict(header)}))
    for item in contents:
        if isinstance(item, TableStart):
            file.write(_line(asdict(item)))
        else:
            rows += 1
            file.write(_line([_encoded(value) for value in item]))
    file.write(_line({"rows": rows}))
    return rows


def _header(file: IO[str]) -> Header:
    with _naming_damage():
        first = json.loads(file.readline())
        if not isinstance(first, dict) or first.pop("format", None) != _FORMAT:
            raise ArchiveError("the file is not a backup of this program, or of a younger one")
        return Header(**first)


def _contents(file: IO[str]) -> Iterator[Saved]:
    rows = 0
    with _naming_damage():
        for line in file:
            item = json.loads(line)
            if isinstance(item, list):
                rows += 1
                yield [_decoded(value) for value in item]
            elif "table" in item:
                yield TableStart(**item)
            elif item == {"rows": rows} and not file.readline():  # gzip checks its sum only where the file ends
                return
            else:
                break
        raise ArchiveError("the backup is cut off or damaged")


def _line(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n"


def _encoded(value: Any) -> Any:  # noqa: ANN401 - a column's value
    if isinstance(value, datetime):
        return {"t": (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()}
    if isinstance(value, (bytes, memoryview)):
        return {"b": base64.b64encode(value).decode("ascii")}
    return {"o": value} if isinstance(value, dict) else value


def _decoded(value: Any) -> Any:  # noqa: ANN401 - a column's value
    if isinstance(value, dict) and "o" in value:
        return value["o"]
    if isinstance(value, dict):
        return datetime.fromisoformat(value["t"]) if "t" in value else base64.b64decode(value["b"])
    return value


@contextmanager
def _private_file(path: Path) -> Iterator[IO[str]]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as raw:
        with gzip.open(raw, "wt", compresslevel=_COMPRESSION, encoding="utf-8", newline="\n") as text:
            yield text
        raw.flush()
        os.fsync(raw.fileno())


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
