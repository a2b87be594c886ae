"""Turns the rows of a user's table into places: one for each level of the tree that a row names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scheduler.gazetteer.csv_cells import names, point, population, texts
from scheduler.gazetteer.csv_columns import OWN_LEVEL, Level
from scheduler.gazetteer.draft import Draft
from scheduler.gazetteer.errors import GazetteerProblem, TableProblem
from scheduler.gazetteer.ids import slug
from scheduler.gazetteer.progress import Progress, silent
from watchlist.ids import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scheduler.gazetteer.csv_columns import Columns
    from scheduler.gazetteer.csv_table import Row, Table

_MOST_TOLD = 20


@dataclass
class Imported:
    """The places of a table in its order; ``strays`` are lines whose outer place the table does not have."""

    drafts: list[Draft]
    strays: list[int]


@dataclass
class _Reading:
    """What was read so far: places by id, the line each came from, mistakes."""

    columns: Columns
    drafts: dict[str, Draft] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    mistakes: list[str] = field(default_factory=list)


def places_of(table: Table, columns: Columns, progress: Progress = silent) -> Imported:
    """The table's places; raises :class:`TableProblem`, which names lines and columns."""
    reading = _Reading(columns)
    for row in progress(table.rows, "Reading the table", len(table.rows)):
        _read(row, reading)
    if reading.mistakes:
        told, rest = reading.mistakes[:_MOST_TOLD], len(reading.mistakes) - _MOST_TOLD
        more = [f"{rest} more mistakes"] if rest > 0 else []
        raise TableProblem([f"{table.file}:{mistake}" for mistake in told] + more)
    for place_id in _in_a_circle(reading.drafts):
        line = f"{table.file}:{reading.lines[place_id]}"
        raise GazetteerProblem(f"{line}: column {columns.within}: the place {place_id!r} lies within itself")
    return _closed(reading)


def _in_a_circle(drafts: Mapping[str, Draft]) -> Iterator[str]:
    """Places that lie around themselves, by way of others; one that names itself is taken to lie in none."""
    sound: set[str] = set()
    for start in drafts:
        path: dict[str, None] = {}
        place_id = start
        while place_id in drafts and place_id not in sound and drafts[place_id].within != place_id:
            if place_id in path:
                yield place_id
                break
            path[place_id] = None
            place_id = drafts[place_id].within
        sound.update(path)


def _read(row: Row, reading: _Reading) -> None:
    """The row's place, and the places around it that it names."""
    columns, within = reading.columns, ""
    said = [(number, level) for number, level in sorted(columns.levels.items()) if _says(level, row)]
    named = [number for number, level in said if texts(level, row)]
    if not named or named[-1] != said[-1][0]:
        headings = [*(said[-1][1] if said else Level()).names.values()]
        where = f"column {headings[0]}: " if headings else ""
        reading.mistakes.append(f"{row.line}: {where}the place has no name")
        return
    if columns.within and row.cells.get(columns.within):
        within = _as_id(row.cells[columns.within])
    for number, level in said:
        called = names(level, row, reading.mistakes)
        place_id = _id(level, row, called, within, reading)
        if called and number == named[-1]:
            place_id = place_id if row.cells.get(level.code) else _free(place_id, reading)
            _add_own(row, Draft(place_id, _call(called), called, within), level, reading)
        elif called and place_id not in reading.drafts:
            _add(Draft(place_id, _call(called), called, within), row, reading)
        within = place_id or within


def _add(draft: Draft, row: Row, reading: _Reading) -> None:
    reading.drafts[draft.id] = draft
    reading.lines[draft.id] = row.line


def _add_own(row: Row, draft: Draft, level: Level, reading: _Reading) -> None:
    """The place that the row is about, with what else the row says of it."""
    if draft.id in reading.own:
        where = f"{row.line}: column {level.code}"
        reading.mistakes.append(f"{where}: the id {draft.id!r} stands in line {reading.lines[draft.id]} too")
        return
    at = point(row, reading.columns, reading.mistakes)
    people = population(row, reading.columns, reading.mistakes)
    reading.own.add(draft.id)
    _add(replace(draft, at=at, population=people), row, reading)


def _says(level: Level, row: Row) -> bool:
    return any(row.cells.get(heading) for heading in (level.code, *level.names.values()))


def _call(names: dict[str, list[str]]) -> str:
    return (names.get("en") or names.get("und") or next(iter(names.values())))[0]


def _id(level: Level, row: Row, called: dict[str, list[str]], within: str, reading: _Reading) -> str:
    """The code as it is written; without one the name, after that of the outer place."""
    code = row.cells.get(level.code, "")
    if code or not called:
        return _as_id(code) if code else ""
    is_own = level is reading.columns.levels.get(OWN_LEVEL)
    return slug(f"{within} {_call(called)}" if within and not is_own else _call(called))


def _free(place_id: str, reading: _Reading) -> str:
    """An id made of a name, numbered when it is taken."""
    numbered = (place_id if number == 1 else f"{place_id}-{number}" for number in range(1, len(reading.drafts) + 2))
    return next(each for each in numbered if each not in reading.drafts)


def _as_id(code: str) -> str:
    return code if is_id(code) else slug(code)


def _closed(reading: _Reading) -> Imported:
    """Places in the order of the table, outer ones first; an outer place that is not there is taken out."""
    return Imported(list(_with_known_outer(reading)), list(_strays(reading)))


def _with_known_outer(reading: _Reading) -> Iterator[Draft]:
    for draft in reading.drafts.values():
        yield draft if draft.within in reading.drafts and draft.within != draft.id else replace(draft, within="")


def _strays(reading: _Reading) -> Iterator[int]:
    for place_id, draft in reading.drafts.items():
        if draft.within and draft.within not in reading.drafts:
            yield reading.lines[place_id]
