"""A user's table as it comes out of a spreadsheet: its encoding and separator are found out, its lines counted."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.gazetteer.errors import GazetteerProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS = ",;\t|"
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One line's cells by their column's heading, stripped; ``line`` counts from 1."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headings and rows; rows without a cell, and a second row of tags (#adm1+name), are left out."""

    file: str
    headings: list[str]
    rows: list[Row]


def read_table(content: bytes, file: str) -> Table:
    """The table of a file's bytes; raises :class:`GazetteerProblem`."""
    if len(content) > _MOST_BYTES:
        raise GazetteerProblem(f"{file}: larger than {_MOST_BYTES // 2**20} MB; split it")
    text = _decoded(content)
    lines = _cells_by_line(text, file)
    headings = [heading.strip() for heading in next(lines, (1, []))[1]]
    found = [_row(line, headings, cells, file) for line, cells in lines if _says_something(cells)]
    if not found:
        raise GazetteerProblem(f"{file}: no row below the headings")
    return Table(file, headings, found)


def _cells_by_line(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row and the line it begins on; a quotation mark out of place would swallow other rows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    began = 1
    try:
        for cells in reader:
            yield began, cells
            began = reader.line_num + 1
    except csv.Error as error:
        raise GazetteerProblem(
            f"{file}:{began}: a cell cannot be read; does a quotation mark open it that nothing closes? ({error})"
        ) from error


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it; anything else is what Arabic Windows writes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1256")


def _separator(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(_SEPARATORS, key=heading.count)


def _says_something(cells: list[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and not all(cell.startswith("#") for cell in said)


def _row(line: int, headings: list[str], cells: list[str], file: str) -> Row:
    if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
        raise GazetteerProblem(f"{file}:{line}: {len(cells)} cells, but only {len(headings)} headings")
    return Row(line, {heading: cell.strip() for heading, cell in zip(headings, cells, strict=False) if heading})
