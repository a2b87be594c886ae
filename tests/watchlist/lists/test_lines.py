"""A line of a list becomes a typed entity, or a sentence that says why not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from watchlist.errors import LineError
from watchlist.lists.lines import MOST_LINE_BYTES, Table, read_json

HAJIN: dict[str, Any] = {"id": "hajin", "kind": "place", "name": "Hajin", "names": {"ar": ["هجين"], "en": ["Hajin"]}}


def line(**changes: object) -> bytes:
    """Hajin's line with these keys changed."""
    return json.dumps(HAJIN | changes, ensure_ascii=False).encode() + b"\n"


def test_json_line_has_the_keys_of_yaml() -> None:
    """An entity can be moved from the watchlist to a list as it is."""
    entity = read_json(
        line(within="deir-ez-zor", at=[34.69, 40.83], names={"ar": [{"text": "هجين", "needs": "context"}]})
    )
    assert (entity.id, entity.kind, entity.model_dump()["at"]) == ("hajin", "place", (34.69, 40.83))
    assert entity.model_dump()["names"]["ar"][0]["needs"] == "context"


def test_table_line_is_the_same_entity() -> None:
    """A spreadsheet does for whoever keeps one."""
    table = Table(b"id,kind,name,names.ar,names.en,within,lat,lon,population\r\n")
    cells = 'hajin,place,Hajin,هجين | مدينة هجين,"Hajin, the town",deir-ez-zor,34.69,40.83,1200\r\n'
    entity = table.read(cells.encode())
    dumped = entity.model_dump()
    assert dumped["names"] == {"ar": ["هجين", "مدينة هجين"], "en": ["Hajin, the town"]}
    assert (dumped["within"], dumped["at"], dumped["population"]) == ("deir-ez-zor", (34.69, 40.83), 1200)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"[1]\n", "in braces"),
        (b'{"id": \n', "not valid JSON"),
        (b'{"id": "x", "id": "y", "kind": "actor", "name": "X"}\n', "stands twice"),
        (b'{"id": "x", "kind": "actor", "name": "X", "names": {"ar": ["a"], "ar": ["b"]}}\n', "stands twice"),
        (b'{"id": "x", "kind": "village", "name": "X"}\n', "place or actor"),
        (b'{"id": "x", "kind": "actor", "name": "\xff"}\n', "not UTF-8"),
        (b'{"id": "x", "kind": "actor", "name": "a\\u0000b"}\n', "NUL"),
        (b'{"id": "x", "kind": "actor", "name": "a\0b"}\n', "NUL"),
        (b'{"id":' + b"[" * 100_000 + b"\n", "nested too deeply"),
        (b'{"id":' + b"1" * 5000 + b"}\n", "too many digits"),
        (b'{"id": "' + b"x" * MOST_LINE_BYTES + b'"}\n', "longer than 1 MB"),
        (line(name="ن" * 5000), "not a sound entry"),
        (line(id="haj\u202ein"), "not a sound entry"),
        (line(town=True), "not a sound entry"),
    ],
)
def test_unreadable_lines_say_why(content: bytes, cause: str) -> None:
    """Whatever a line holds, it ends in a sentence."""
    with pytest.raises(LineError) as caught:
        read_json(content)
    assert cause in caught.value.cause


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        (b"id,kind,name,nam.ar", "unknown column 'nam.ar'"),
        (b"id,kind,name,name", "stands twice"),
        (b"id,name", "'kind' among them"),
        (b'id,"kind', "not a line of CSV"),
        (b"", "'id' among them"),
    ],
)
def test_header_is_read_strictly(header: bytes, cause: str) -> None:
    """A column that is passed over would be names that are never found."""
    with pytest.raises(LineError) as caught:
        Table(header)
    assert cause in caught.value.cause


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b'x,place,"X\n', "not a line of CSV"),
        (b'x,place,"X"Y\n', "not a line of CSV"),
        (b"x,place\n", "2 cells under 3 columns"),
        (b"x,place," + b"n" * 500_000 + b"\n", "field larger than"),
        (b"x,place," + b"n" * 10_000_000 + b"\n", "longer than 1 MB"),
        (b"x,place,\xff\n", "not UTF-8"),
        (b"x,place,\n", "not a sound entry"),
    ],
)
def test_unreadable_cells_say_why(content: bytes, cause: str) -> None:
    """A broken quotation mark must not swallow the lines below it."""
    with pytest.raises(LineError) as caught:
        Table(b"id,kind,name").read(content)
    assert cause in caught.value.cause
