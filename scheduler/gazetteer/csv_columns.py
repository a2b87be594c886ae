"""What the columns of a user's table mean: by their headings, as OCHA and others write them, or as the user says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from scheduler.gazetteer.errors import GazetteerProblem, WrongOption
from watchlist.nearest import hint_for

_LEVEL = re.compile(r"adm(?:in)?([0-5])(?:name)?(ar|fa|he|ku|ckb|tr|ru|uk|fr|en|pcode|code)?")
_NAME = re.compile(r"(?:name|nom|ppl|loc)(?:name)?(ar|fa|he|ku|ckb|tr|ru|uk|fr|en)")
_PLAIN = {
    "id": ("id", "pcode", "code", "pplpcode", "locpcode"),
    "name": ("name", "nom", "place", "placename", "اسم", "الاسم"),
    "within": ("within", "parent", "parentid", "parentpcode", "parentcode"),
    "lat": ("lat", "latitude", "y", "pointy", "latitudey", "latdd"),
    "lon": ("lon", "lng", "long", "longitude", "x", "pointx", "longitudex", "londd"),
    "population": ("population", "pop"),
}
_PLAIN_BY_HEADING = {heading: key for key, headings in _PLAIN.items() for heading in headings}
KEYS = "id, name, name_LANGUAGE, within, lat, lon, population, admN_LANGUAGE, admN_pcode"
_KEY = re.compile(r"id|name|within|lat|lon|population|name_[a-z]{2,3}|adm[0-5]_(?:[a-z]{2,3}|pcode)")
OWN_LEVEL = 9


@dataclass
class Level:
    """The columns of one level of the tree: its code, and its names by language (empty: to be told by the script)."""

    code: str = ""
    names: dict[str, str] = field(default_factory=dict)


@dataclass
class Columns:
    """Headings by meaning; ``levels`` from the outermost in, ``OWN_LEVEL`` being the row's own columns."""

    levels: dict[int, Level] = field(default_factory=dict)
    within: str = ""
    lat: str = ""
    lon: str = ""
    population: str = ""


def columns(headings: list[str], said: list[str], file: str) -> Columns:
    """The columns of these headings; ``said`` are the user's KEY=HEADING. Raises :class:`GazetteerProblem`."""
    keys = {heading: key for heading in headings if (key := _key(heading)) is not None}
    twice = [heading for heading, count in Counter(headings).items() if heading and count > 1]
    if twice:
        raise GazetteerProblem(f"{file}:1: {twice[0]!r} heads two columns; give each a heading of its own")
    for heading, key in _said(headings, said, file).items():
        keys = {other: meant for other, meant in keys.items() if meant != key} | {heading: key}
    found = Columns()
    for heading, key in keys.items():
        _place(found, heading, key)
    if not any(level.names for level in found.levels.values()):
        raise GazetteerProblem(f"{file}:1: no column of names; say which: --column name_ar=HEADING (keys: {KEYS})")
    if bool(found.lat) != bool(found.lon):
        raise GazetteerProblem(f"{file}:1: {_half_a_point(found)}")
    return found


def _half_a_point(found: Columns) -> str:
    kind, other, key = ("latitudes", "longitudes", "lon") if found.lat else ("longitudes", "latitudes", "lat")
    heading = found.lat or found.lon
    return (
        f"column {heading!r} has {kind}, but none has {other}; say which: --column {key}=HEADING, "
        f"or head {heading!r} otherwise if it has none"
    )


def _key(heading: str) -> str | None:
    """The key of a heading, or None when it tells us nothing."""
    bare = re.sub(r"[\s_:.\-]+", "", heading).lower()
    level = _LEVEL.fullmatch(bare)
    if level and (level[2] or "name" in bare):
        return f"adm{level[1]}_{'pcode' if level[2] in ('pcode', 'code') else level[2] or 'und'}"
    name = _NAME.fullmatch(bare)
    return f"name_{name[1]}" if name else _PLAIN_BY_HEADING.get(bare)


def _said(headings: list[str], said: list[str], file: str) -> dict[str, str]:
    found = {}
    for each in said:
        key, equals, heading = (part.strip() for part in each.partition("="))
        if not equals or not _KEY.fullmatch(key):
            raise WrongOption(f"--column {each}: write KEY=HEADING; keys are {KEYS}")
        if heading not in headings:
            hint = hint_for(heading, headings) or f"there are: {', '.join(headings)}"
            raise WrongOption(f"{file}:1: no column is headed {heading!r} ({hint})")
        found[heading] = key
    return found


def _place(found: Columns, heading: str, key: str) -> None:
    if key in ("within", "lat", "lon", "population"):
        setattr(found, key, heading)
        return
    kind, _, what = key.partition("_")
    level = found.levels.setdefault(int(kind[3:]) if kind.startswith("adm") else OWN_LEVEL, Level())
    if key == "id" or what == "pcode":
        level.code = heading
    else:
        level.names["" if what == "und" else what] = heading
