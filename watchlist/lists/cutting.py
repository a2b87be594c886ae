"""Cuts a list into blocks of lines where its own lines say so: what is inserted moves no cut but those beside it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL_LINES = 1024
_MOST_LINES = 8 * _USUAL_LINES
_MOST_BYTES = 4_000_000


class Cut(NamedTuple):
    """Some lines of a list, the first of which is its line number ``first``, from 1."""

    first: int
    lines: list[bytes]


def cut(content: bytes, first: int = 1) -> Iterator[Cut]:
    """The lines of ``content``, whose first one has this number, in blocks."""
    lines: list[bytes] = []
    size = 0
    for line in BytesIO(content):
        lines.append(line)
        size += len(line)
        if crc32(line) % _USUAL_LINES == 0 or len(lines) == _MOST_LINES or size >= _MOST_BYTES:
            yield Cut(first, lines)
            first, lines, size = first + len(lines), [], 0
    if lines:
        yield Cut(first, lines)
