"""Imports places out of GeoNames: reads the data, chooses, puts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.gazetteer.atlas import CountryAtlas
from scheduler.gazetteer.cldr import country_names, zone_towns
from scheduler.gazetteer.country_spellings import country_spellings
from scheduler.gazetteer.errors import GazetteerProblem, WrongOption
from scheduler.gazetteer.geonames import countries, region_names, towns
from scheduler.gazetteer.name_languages import LANGUAGES
from scheduler.gazetteer.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.gazetteer.draft import Draft
    from scheduler.gazetteer.geonames import Country, Town
    from scheduler.gazetteer.selection import Selection


def languages_of_option(text: str) -> tuple[str, ...]:
    """The languages of ``--languages ar,en``, in our order; raises :class:`WrongOption`."""
    wanted = [code.strip().lower() for code in text.split(",") if code.strip()] or list(LANGUAGES)
    unknown = [code for code in wanted if code not in LANGUAGES]
    if unknown:
        raise WrongOption(f"--languages {unknown[0]}: known are {', '.join(LANGUAGES)}")
    return tuple(code for code in LANGUAGES if code in wanted)


def import_places(selected: Selection, languages: Sequence[str], progress: Progress = silent) -> list[Draft]:
    """The places; raises :class:`GazetteerProblem` when there is none, or no data."""
    known = countries()
    for code in selected.countries:
        if code not in known:
            raise WrongOption(f"no country has the code {code!r}; codes are those of ISO 3166, such as SY")
    everywhere = towns()
    chosen = [town for town in everywhere if selected.holds(town)]
    if not chosen:
        raise GazetteerProblem("GeoNames has no town there; try a wider circle or a smaller --min-population")
    codes = sorted({town.country for town in chosen})
    atlases = (_atlas(known[code], everywhere, languages) for code in codes)
    places = (draft for atlas in atlases for draft in atlas.places(selected))
    return list(progress(places, "Gathering names", len(chosen)))


def _atlas(country: Country, everywhere: list[Town], languages: Sequence[str]) -> CountryAtlas:
    own = [town for town in everywhere if town.country == country.code]
    names = country_spellings(country.code, country.name, country_names(country.code, languages), languages)
    zones = zone_towns(country.code, languages)
    return CountryAtlas(country, names, own, region_names(), zones, languages)
