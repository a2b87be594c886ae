"""Puts countries, regions and towns together as places of a watchlist: names by language, the tree, the seats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.gazetteer.draft import Draft
from scheduler.gazetteer.governorates import governorate_names, region_call
from scheduler.gazetteer.ids import readable_ids, slug
from scheduler.gazetteer.latin_letters import plain
from scheduler.gazetteer.skeleton import skeleton
from scheduler.gazetteer.spellings import names_of_town

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scheduler.gazetteer.cldr import Names
    from scheduler.gazetteer.geonames import Country, Town
    from scheduler.gazetteer.selection import Selection

_KIND_OF_REGION = re.compile(r"\s+(?:Governorate|Province|Region|District|Oblast|Department|State|County|Prefecture)$")


@dataclass(frozen=True, slots=True)
class CountryAtlas:
    """A country's towns and regions; ``towns`` are all of them, so that ids do not depend on what is selected."""

    country: Country
    names: Names
    towns: Sequence[Town]
    regions: Mapping[str, str]
    zone_towns: Mapping[str, Names]
    languages: Sequence[str]

    def places(self, selected: Selection) -> Iterator[Draft]:
        """The country, its regions that hold a selected town, and those towns."""
        chosen = [town for town in self.towns if selected.holds(town)]
        seats = self._seats()
        ids = self._ids(seats)
        by_region: dict[str, list[Town]] = {}
        for town in sorted(chosen, key=lambda each: ids[str(each.number)]):
            by_region.setdefault(town.region if town.region in self.regions else "", []).append(town)
        yield self._whole()
        for code in sorted(by_region):
            if code:
                yield self._region(code, ids[code], seats.get(code))
            for town in by_region[code]:
                yield self._town(town, ids[str(town.number)], ids.get(town.region, self._code), seats)

    def _ids(self, seats: Mapping[str, Town]) -> dict[str, str]:
        """The id of each town by its number and of each region by its code: all of them, whatever is selected."""
        own = {code: name for code, name in self.regions.items() if code.startswith(f"{self.country.code}.")}
        regions = {code: f"{self._code}-{slug(_bare(name))}-region" for code, name in own.items()}
        return readable_ids(
            regions | {str(town.number): f"{self._code}-{slug(self._call(town, seats))}" for town in self.towns}
        )

    @property
    def _code(self) -> str:
        return self.country.code.lower()

    def _whole(self) -> Draft:
        name = self.names.get("en", [self.country.name])[0]
        return Draft(self._code, name, dict(self.names), population=self.country.population, seat=True)

    def _region(self, code: str, region_id: str, seat: Town | None) -> Draft:
        """A region that is called after its seat leaves the bare name to the town, which lies within it."""
        name = _bare(self.regions[code])
        names = governorate_names(code, name, self._names(seat) if seat else None, self.languages)
        return Draft(region_id, region_call(code, name), names, self._code, seat=True)

    def _town(self, town: Town, place_id: str, within: str, seats: Mapping[str, Town]) -> Draft:
        is_seat = seats.get(town.region) == town or self._is_capital(town)
        names = self._names(town)
        call = self._call(town, seats)
        if names.get("en"):
            names["en"] = [call, *names["en"]]
        spoken = self.country.languages
        return Draft(place_id, call, names, within, town.at, town.population, seat=is_seat, spoken=spoken)

    def _names(self, town: Town) -> Names:
        return names_of_town(town, self.country.languages, self.languages, self._of_zone(town))

    def _call(self, town: Town, seats: Mapping[str, Town]) -> str:
        """A seat by its region's name, for that is the form that people know: Raqqa, not Ar Raqqah."""
        if seats.get(town.region) == town:
            return _bare(self.regions[town.region])
        return plain(town.name, in_arabic="ar" in self.country.languages)

    def _of_zone(self, town: Town) -> Names:
        is_it = town.name in self.zone_towns and self._is_capital(town)
        return self.zone_towns[town.name] if is_it else {}

    def _is_capital(self, town: Town) -> bool:
        return town.name == self.country.capital

    def _seats(self) -> dict[str, Town]:
        """The largest town of each region that has the region's name."""
        found: dict[str, Town] = {}
        for town in sorted(self.towns, key=lambda each: (-each.population, each.number)):
            if town.region in self.regions and _has_name(town, _bare(self.regions[town.region])):
                found.setdefault(town.region, town)
        return found


def _bare(region: str) -> str:
    return _KIND_OF_REGION.sub("", region)


def _has_name(town: Town, name: str) -> bool:
    return skeleton(town.name) == skeleton(name) != "" and any(
        _same(name, each) for each in (town.name, *town.alternates)
    )


def _same(one: str, other: str) -> bool:
    return slug(one).replace("-", "") == slug(other).replace("-", "")
