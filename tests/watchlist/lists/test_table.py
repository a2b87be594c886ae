"""A line of a spreadsheet's list becomes the entity that it would be in YAML, or a sentence that says why not."""

from __future__ import annotations

import pytest

from watchlist.errors import LineError
from watchlist.lists.table import Table


def test_table_line_is_the_same_entity() -> None:
    """A spreadsheet does for whoever keeps one."""
    table = Table(b"id,kind,name,names.ar,names.en,within,lat,lon,population\r\n")
    cells = 'hajin,place,Hajin,هجين | مدينة هجين,"Hajin, the town",deir-ez-zor,34.69,40.83,1200\r\n'
    entity = table.read(cells.encode())
    dumped = entity.model_dump()
    assert dumped["names"] == {"ar": ["هجين", "مدينة هجين"], "en": ["Hajin, the town"]}
    assert (dumped["within"], dumped["at"], dumped["population"]) == ("deir-ez-zor", (34.69, 40.83), 1200)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_understood(separator: str) -> None:
    """Where a comma stands in numbers, spreadsheets write semicolons: half the world's do."""
    table = Table(separator.join(["id", "kind", "name", "names.ar", "lat", "lon"]).encode() + b"\r\n")
    cells = ["hajin", "place", "Hajin, the town", "هجين | مدينة هجين", "34,69", "40.83"]
    dumped = table.read(separator.join(cells).encode()).model_dump()
    assert (dumped["name"], dumped["at"]) == ("Hajin, the town", (34.69, 40.83))
    assert dumped["names"] == {"ar": ["هجين", "مدينة هجين"]}
    with pytest.raises(LineError) as caught:
        table.read(separator.join([*cells, "more"]).encode())
    assert "a semicolon" in caught.value.hint or "a tab" in caught.value.hint


@pytest.mark.parametrize("people", ["97000", "97.000", "97,000", "97 000", "97\u202f000"])
def test_thousands_may_be_set_apart(people: str) -> None:
    """97.000 is a town of ninety-seven thousand wherever a spreadsheet writes it so, not a hamlet."""
    table = Table(b"id;kind;name;population")
    assert table.read(f"hajin;place;Hajin;{people}".encode()).model_dump()["population"] == 97_000


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
