"""Reads the cells of one row: names by language, degrees, people. What cannot be read is noted as a mistake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scheduler.gazetteer.name_languages import LANGUAGES, languages_of
from watchlist.people import people_in
from watchlist.text.tokens import words_of

if TYPE_CHECKING:
    from scheduler.gazetteer.csv_columns import Columns, Level
    from scheduler.gazetteer.csv_table import Row

_SEVERAL = re.compile(r"\s*[|]\s*|\s+/\s+")
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST_PEOPLE = 10_000_000_000
_LONGEST = 200

Mistakes = list[str]


def texts(level: Level, row: Row) -> list[tuple[str, str, str]]:
    """Language, heading and cell of each name that stands in the row."""
    found = ((language, heading, row.cells.get(heading, "")) for language, heading in level.names.items())
    return [(language, heading, cell) for language, heading, cell in found if cell]


def names(level: Level, row: Row, mistakes: Mistakes) -> dict[str, list[str]]:
    """Names by language; several may stand in a cell with | between them."""
    found: dict[str, list[str]] = {}
    for language, heading, cell in texts(level, row):
        for text in filter(None, _SEVERAL.split(" ".join(_UNSEEN.sub("", cell).split()))):
            mistake = _mistake(text)
            if mistake:
                mistakes.append(f"{row.line}: column {heading}: {mistake}")
            found.setdefault(language or _by_script(text), []).append(text)
    return {code: found[code] for code in sorted(found, key=_order)}


def _mistake(text: str) -> str | None:
    if len(text) > _LONGEST:
        return f"a name of {len(text)} letters; {_LONGEST} at most"
    if not words_of(text):
        return f"{text!r} has no letter or digit"
    return None if text.isprintable() else "a character that cannot be printed"


def _by_script(text: str) -> str:
    return next(iter(languages_of(text, (), LANGUAGES)), "und")


def _order(code: str) -> int:
    return LANGUAGES.index(code) if code in LANGUAGES else len(LANGUAGES)


def point(row: Row, columns: Columns, mistakes: Mistakes) -> tuple[float, float] | None:
    """The row's latitude and longitude; one without the other is a mistake where the table has columns of both."""
    lat = _number(row, columns.lat, 90, mistakes)
    lon = _number(row, columns.lon, 180, mistakes)
    empty = [heading for heading in (columns.lat, columns.lon) if not row.cells.get(heading)]
    if columns.lat and columns.lon and len(empty) == 1:
        mistakes.append(f"{row.line}: column {empty[0]}: a latitude and a longitude go together")
    return (lat, lon) if lat is not None and lon is not None else None


def population(row: Row, columns: Columns, mistakes: Mistakes) -> int:
    """How many live there, 0 when the row does not say."""
    heading = columns.population
    cell = row.cells.get(heading, "")
    people = people_in(cell) if cell else 0
    if people is None or people > _MOST_PEOPLE:
        mistakes.append(f"{row.line}: column {heading}: {cell!r} is no number of people")
    return people or 0


def _number(row: Row, heading: str, limit: float, mistakes: Mistakes) -> float | None:
    """A cell's degrees, with a decimal point or comma; a mistake when it has none, or more than ±``limit``."""
    cell = row.cells.get(heading, "")
    if not cell:
        return None
    try:
        number = float(cell.replace(" ", "").replace(",", "."))
    except ValueError:
        number = float("nan")
    if not abs(number) <= limit:
        mistakes.append(f"{row.line}: column {heading}: {cell!r} is no number from {-limit:g} to {limit:g}")
        return None
    return number
