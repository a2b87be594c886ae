"""The commonest line of a ``.jsonl`` list, read by one pattern: the keys in their usual order and nothing escaped.

In: a line. Out: what :func:`watchlist.lists.lines.read_json` would say of it, four times as fast; or None, for a line
that is to be read by that, be it sound or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from watchlist.names import UNKNOWN_LANGUAGE

if TYPE_CHECKING:
    from watchlist.places import Point

# All that these take, the settings take; what else they would take goes the long way.
_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_TEXT = r'[^"\\\x00-\x1f]{1,200}'
_CODE = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?"
_DECIMALS = r"(?:\.[0-9]{1,15})?"
_LATITUDE = f"-?[1-8]?[0-9]{_DECIMALS}"
_LONGITUDE = f"-?(?:1[0-7][0-9]|[1-9]?[0-9]){_DECIMALS}"
_FURTHER_TEXTS = f'(?:, ?"{_TEXT}"){{0,199}}'
_FURTHER_CODES = rf'(?:, ?"{_CODE}": ?\["{_TEXT}"{_FURTHER_TEXTS}\]){{0,49}}'
_LINE = re.compile(
    rf'\{{"id": ?"({_ID})", ?"kind": ?"(place|actor)", ?"name": ?"({_TEXT})"'
    rf'(?:, ?"names": ?\{{"({_CODE})": ?\["({_TEXT})"({_FURTHER_TEXTS}\]{_FURTHER_CODES})\}})?'
    rf'(?:, ?"within": ?"({_ID})")?(?:, ?"at": ?\[({_LATITUDE}), ?({_LONGITUDE})\])?'
    r'((?:, ?"population": ?(?:0|[1-9][0-9]{0,9}))?(?:, ?"seat": ?(?:true|false))?)\}[ \t\r\n]*'
)


class PlainLine(NamedTuple):
    """A place or an actor whose names are texts alone; ``listed`` has them with their language codes."""

    id: str
    kind: str
    name: str
    listed: list[tuple[str, str]]
    within: str | None
    at: Point | None

    @property
    def names(self) -> dict[str, list[str]]:
        """The texts by language code."""
        names: dict[str, list[str]] = {}
        for code, text in self.listed:
            names.setdefault(code, []).append(text)
        return names


def plain_line(line: bytes) -> PlainLine | None:
    """What the line says, if it is a plain one."""
    try:
        match = _LINE.fullmatch(line.decode())
    except UnicodeDecodeError:
        return None
    if match is None:
        return None
    entity_id, kind, name, code, text, rest, within, lat, lon, more = match.groups()
    if kind == "actor" and (within or lat or more):
        return None
    listed = [(code, text)] if code else [(UNKNOWN_LANGUAGE, name)]
    if rest and rest != "]" and not _read_further(rest, listed):
        return None
    return PlainLine(entity_id, kind, name, listed, within, (float(lat), float(lon)) if lat else None)


def _read_further(rest: str, listed: list[tuple[str, str]]) -> bool:
    """Adds the names behind the first one; whether each language stands there once."""
    pieces = rest.split('"')
    code = listed[0][0]
    codes = {code}
    for before, piece in zip(pieces[::2], pieces[1::2], strict=False):
        if before[0] != "]":
            listed.append((code, piece))
        elif piece in codes:
            return False
        else:
            code = piece
            codes.add(code)
    return True
