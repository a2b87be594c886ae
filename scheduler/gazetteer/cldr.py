"""The names of countries, and of the towns that time zones are called after, in our languages: CLDR through Babel."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from scheduler.gazetteer.errors import DataMissing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Names = dict[str, list[str]]


def country_names(code: str, languages: Collection[str]) -> Names:
    """What the country of this ISO code is called in each of these languages; raises :class:`DataMissing`."""
    found = ((language, _locale(language).territories.get(code)) for language in languages)
    return {language: [name] for language, name in found if name}


def zone_towns(code: str, languages: Collection[str]) -> dict[str, Names]:
    """The towns that the country's time zones are called after, by the last part of the zone's name."""
    return {zone.rpartition("/")[2].replace("_", " "): dict(_of_zone(zone, languages)) for zone in _zones(code)}


def _of_zone(zone: str, languages: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    for language in languages:
        town = _locale(language).time_zones.get(zone, {}).get("city")
        if town:
            yield language, [town]


def _zones(code: str) -> list[str]:
    try:
        from babel.core import get_global
    except ImportError as error:
        raise DataMissing from error
    return list(get_global("territory_zones").get(code, []))


@cache
def _locale(language: str) -> Any:  # noqa: ANN401 - Babel's mappings of a locale are untyped
    try:
        from babel import Locale
    except ImportError as error:
        raise DataMissing from error
    return Locale.parse(language)
