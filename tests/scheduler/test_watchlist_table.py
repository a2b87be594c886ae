"""``marsad watchlist import --csv``: tables as spreadsheets write them, and mistakes with line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.scheduler.command_line import Ran, marsad
from watchlist.check import problems
from watchlist.doubts import doubts
from watchlist.problem import Problem, Severity
from watchlist.settings import WatchlistSettings

if TYPE_CHECKING:
    from pathlib import Path

OCHA = """ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM3_EN,ADM3_AR,ADM3_PCODE,lat,lon
#adm1+name,#adm1+name+ar,#adm1+code,,,,,,,
Deir-ez-Zor,دير الزور,SY09,Abu Kamal,SY0903,Hajin,هجين,SY090301,34.69,40.83
Deir-ez-Zor,دير الزور,SY09,Abu Kamal,SY0903,Susat,السوسة,SY090302,34.53,40.96
"""
SIMPLE = "name_ar;name_en;lat;lon\nهجين;Hajin;34,69;40,83\nالشعفة | الشعفه;;;\n"


def imported(tmp_path: Path, content: str | bytes, *options: str) -> Ran:
    """The command on a table."""
    path = tmp_path / "places.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return marsad("watchlist", "import", "--csv", path, *options)


def listed(ran: Ran) -> dict[str, dict[str, Any]]:
    """The places of the file it wrote, which the check accepts."""
    assert ran.code == 0, ran.err
    document = yaml.safe_load(ran.out)
    settings = WatchlistSettings.model_validate(document)
    assert [*errors(settings), *doubts(settings)] == []
    return {place["id"]: place for place in document["places"]}


def errors(settings: WatchlistSettings) -> list[Problem]:
    """What the check would refuse the list for."""
    return [problem for problem in problems(settings) if problem.severity == Severity.ERROR]


def test_codes_of_ocha_become_the_tree(tmp_path: Path) -> None:
    """Each level of a row is a place, once; codes are ids, for they are stable."""
    places = listed(imported(tmp_path, OCHA))
    assert [(key, place.get("within")) for key, place in places.items()] == [
        ("SY09", None),
        ("SY0903", "SY09"),
        ("SY090301", "SY0903"),
        ("SY090302", "SY0903"),
    ]
    assert places["SY090301"]["at"] == [34.69, 40.83]
    assert places["SY090301"]["names"] == {"ar": [{"text": "هجين", "needs": "context"}], "en": ["Hajin"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    """What Excel on an Arabic Windows saves is read like what a script writes."""
    places = listed(imported(tmp_path, SIMPLE.replace("الشعفه", "شعفة").encode(encoding)))
    assert places["hajin"]["at"] == [34.69, 40.83]
    assert places["alshafa"]["names"] == {"ar": ["الشعفة", "شعفة"]}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(tmp_path: Path, separator: str) -> None:
    """Found out from the headings; a quoted cell may hold the separator and line breaks."""
    rows = [["id", "name", "within"], ["a", "هجين", ""], ["b", '"Abu\nKamal"', "a"]]
    places = listed(imported(tmp_path, "\r\n".join(separator.join(row) for row in rows)))
    assert (places["b"]["name"], places["b"]["within"]) == ("Abu Kamal", "a")
    assert list(places["a"]["names"]) == ["ar"]


def test_columns_can_be_said(tmp_path: Path) -> None:
    """Headings that nobody foresaw."""
    table = "village,قرية,حي\nHajin,هجين,7000\n"
    said = ("--column", "name_en=village", "--column", "name_ar=قرية", "--column", "population=حي")
    assert listed(imported(tmp_path, table, *said))["hajin"]["population"] == 7000


def test_same_names_get_ids_of_their_own(tmp_path: Path) -> None:
    """Two villages of one name, and no codes."""
    places = listed(imported(tmp_path, "name,lat,lon\nالسوسة,34.5,40.9\nالسوسة,35.1,40.2\n"))
    assert list(places) == ["alswsa", "alswsa-2"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("name,lat,lon\nهجين,34.6,x\n", "places.csv:2: column lon: 'x' is no number from -180 to 180"),
        ("name,lat,lon\n\nهجين,95,40\n", "places.csv:3: column lat: '95' is no number from -90 to 90"),
        ("id,name\na,هجين\na,السوسة\n", "places.csv:3: column id: the id 'a' stands in line 2 too"),
        ("id,name\na,\n", "places.csv:2: column name: the place has no name"),
        ("id,name\na,--\n", "places.csv:2: column name: '--' has no letter or digit"),
        ("name,population\nهجين,many\n", "places.csv:2: column population: 'many' is no number of people"),
        ("name\nهجين,7\n", "places.csv:2: 2 cells, but only 1 headings"),
        ("village\nهجين\n", "places.csv:1: no column of names"),
        ("name\n", "places.csv: no row below the headings"),
        ("id,name,within\na,هجين,b\nb,السوسة,a\n", "places.csv:2: column within: the place 'a' lies within itself"),
        (
            "name,lat,lon\nهجين,34.6,40\nالسوسة,34.5,\n",
            "places.csv:3: column lon: a latitude and a longitude go together",
        ),
        (
            'id,name\na,هجين\nb,"السوسة\nc,الشعفة\n',
            "places.csv:3: a cell cannot be read; does a quotation mark open it",
        ),
        ("name,lat\nهجين,34.6\n", "places.csv:1: column 'lat' has latitudes, but none has longitudes; say which"),
        ("name,POINT_X\nهجين,40.8\n", "places.csv:1: column 'POINT_X' has longitudes, but none has latitudes"),
        ("name,population\nهجين,97 thousand\n", "column population: '97 thousand' is no number of people"),
        ("name,name\nهجين,السوسة\n", "places.csv:1: 'name' heads two columns"),
    ],
)
def test_mistakes_name_line_and_column(tmp_path: Path, table: str, told: str) -> None:
    """A table of 5,000 rows is mended where the message points."""
    ran = imported(tmp_path, table)
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err


@pytest.mark.parametrize(
    ("said", "told"),
    [("name_ar=vilage", "did you mean 'village'?"), ("town=village", "keys are id, name"), ("name", "KEY=HEADING")],
)
def test_unknown_columns_are_told(tmp_path: Path, said: str, told: str) -> None:
    """With the nearest heading, or the keys there are; it is the command that is wrong, not the table."""
    ran = imported(tmp_path, "village\nهجين\n", "--column", said)
    assert (ran.code, told in ran.err) == (2, True)


@pytest.mark.parametrize("cell", ["97000", "97.000", '"97,000"', "97 000", "97000.0", "97'000"])
def test_people_are_counted_as_they_are_written(tmp_path: Path, cell: str) -> None:
    """A town of 97 would be doubted where one of 97,000 is known to everyone."""
    assert listed(imported(tmp_path, f"name_en,population\nHajin,{cell}\n"))["hajin"]["population"] == 97_000


def test_an_outer_place_that_is_missing_is_told(tmp_path: Path) -> None:
    """A list of villages alone is fine; that the tree is cut is said."""
    ran = imported(tmp_path, "name_en,ADM3_PCODE\nHajin,SY090301\nSusah,SY090301\n")
    assert "within" not in listed(ran)["hajin"]
    assert "2 places lie in one that the table does not have (line 2 first)" in ran.err


def test_options_of_geonames_do_not_mix_with_a_table(tmp_path: Path) -> None:
    """Silently ignoring one of them would surprise."""
    assert imported(tmp_path, SIMPLE, "--country", "SY").code == 2
    assert marsad("watchlist", "import", "--country", "SY", "--column", "name=x").code == 2
