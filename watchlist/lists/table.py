"""A list as a spreadsheet writes it: the line with the headings in, what reads the lines below it out."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from watchlist.errors import LineError
from watchlist.lists.lines import refuse_unreadable, text_of, validated
from watchlist.nearest import hint_for
from watchlist.people import people_in

if TYPE_CHECKING:
    from watchlist.lists.lines import Listed

_COLUMNS = ("id", "kind", "name", "within", "lat", "lon", "population", "seat")
_NAMES = "names."
_DEGREES = ("lat", "lon")
# Spreadsheets separate cells by semicolons where a comma stands in numbers.
_SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


class Table:
    """The header of a ``.csv`` list; raises :class:`LineError` when it is none."""

    def __init__(self, header: bytes) -> None:
        refuse_unreadable(header)
        text = text_of(header)
        self._separator = max(_SEPARATORS, key=text.count)
        self._columns = [cell.strip() for cell in self._cells(text)]
        for column in self._columns:
            if column not in _COLUMNS and not column.startswith(_NAMES):
                raise LineError(f"unknown column {column!r}", hint_for(column, [*_COLUMNS, "names.ar", "names.en"]))
            if self._columns.count(column) > 1:
                raise LineError(f"the column {column!r} stands twice", "keep one of them")
        for column in ("id", "kind", "name"):
            if column not in self._columns:
                raise LineError(f"the first line must name the columns, {column!r} among them")

    def read(self, line: bytes) -> Listed:
        """The entity of a line below the header; raises :class:`LineError`."""
        refuse_unreadable(line)
        cells = self._cells(text_of(line))
        if len(cells) != len(self._columns):
            hint = f"put a cell with {_SEPARATORS[self._separator]} in quotes"
            raise LineError(f"{len(cells)} cells under {len(self._columns)} columns", hint)
        filled = {column: cell.strip() for column, cell in zip(self._columns, cells, strict=True) if cell.strip()}
        return validated(self._values(filled))

    def _cells(self, line: str) -> list[str]:
        try:
            rows = list(csv.reader([line.rstrip("\r\n")], strict=True, delimiter=self._separator))
        except csv.Error as error:
            hint = 'close each quotation mark on its own line; write "" for one'
            raise LineError(f"not a line of CSV: {error}", hint) from error
        return rows[0] if rows else []

    def _values(self, cells: dict[str, str]) -> dict[str, Any]:
        """What the same entity would be in YAML."""
        values: dict[str, Any] = {key: cell for key, cell in cells.items() if key in _COLUMNS and key not in _DEGREES}
        if (people := people_in(cells.get("population", ""))) is not None:
            values["population"] = people
        values["names"] = {
            key.removeprefix(_NAMES): [name.strip() for name in cell.split("|") if name.strip()]
            for key, cell in cells.items()
            if key.startswith(_NAMES)
        }
        if not cells.keys().isdisjoint(_DEGREES):
            values["at"] = [self._number(cells[key]) for key in _DEGREES if key in cells]
        return values

    def _number(self, cell: str) -> str:
        return cell if self._separator == "," else cell.replace(",", ".")
