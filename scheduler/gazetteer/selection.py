"""Which towns an import is about: a country, a region of it, a circle on the map, a population. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.gazetteer.errors import WrongOption
from watchlist.places import distance_km

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.gazetteer.geonames import Town
    from watchlist.places import Point

_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_POLE, _DATE_LINE = 90, 180


@dataclass(frozen=True, slots=True)
class Selection:
    """All that is given must hold; ``km`` is the distance from ``near``. No ``countries``: all of them."""

    countries: tuple[str, ...] = ()
    region: str = ""
    near: Point | None = None
    km: float = 0.0
    min_population: int = 0

    def holds(self, town: Town) -> bool:
        """Whether the import takes this town."""
        if town.population < self.min_population:
            return False
        if (self.countries and town.country not in self.countries) or (self.region and town.region != self.region):
            return False
        return self.near is None or distance_km(self.near, town.at) <= self.km


@dataclass(frozen=True, slots=True)
class Asked:
    """The command's options as they were typed; empty when left out."""

    country: str = ""
    within: str = ""
    near: str = ""
    km: float | None = None
    min_population: int = 0


def selection(asked: Asked, regions: Mapping[str, str]) -> Selection:
    """What the options say; raises :class:`WrongOption` when they do not fit together."""
    region = asked.within.upper()
    countries = tuple(code.strip().upper() for code in asked.country.split(",") if code.strip())
    countries = countries or tuple(filter(None, [region.partition(".")[0]]))
    if not countries and not asked.near:
        raise WrongOption("say what to import: --country SY, or --near LATITUDE,LONGITUDE --km 50, or --csv FILE")
    if bool(asked.near) != (asked.km is not None):
        raise WrongOption("--near and --km go together: --near 34.69,40.83 --km 50")
    if region and countries != (region.partition(".")[0],):
        raise WrongOption(f"--within {region} is not a region of --country {asked.country.upper()}")
    if region and region not in regions:
        raise WrongOption(_unknown_region(region, countries[0], regions))
    near = _point(asked.near) if asked.near else None
    return Selection(countries, region, near, asked.km or 0.0, asked.min_population)


def _unknown_region(region: str, country: str, regions: Mapping[str, str]) -> str:
    known = [f"{code} {name}" for code, name in regions.items() if code.startswith(f"{country}.")]
    hint = f"there are: {', '.join(known)}" if known else f"no region of {country!r} is known"
    return f"no region has the code {region!r}; {hint}"


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    point = (float(found[1]), float(found[2])) if found else None
    if point is None or abs(point[0]) > _POLE or abs(point[1]) > _DATE_LINE:
        raise WrongOption(f"--near {text}: write latitude,longitude in degrees: --near 34.69,40.83")
    return point
