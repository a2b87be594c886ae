"""Ways in through a page that a browser renders: what its scripts ask for is asked of the crawler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.grants import FeedGrants
from scrapers.rendering.kept_scripts import KeptScripts
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.parts import PageAsking, Parts
from scrapers.rendering.records import Wanted
from tests.addresses.place import on_the_wire

if TYPE_CHECKING:
    from tests.addresses.place import Place


async def part_of_a_page(place: Place, url: str) -> bool:
    """A script, and what a script fetches."""
    async with _parts(place) as parts:
        return [await parts.get(Wanted(url, kind)) for kind in ("script", "fetch", "xhr")] == [None] * 3


async def redirect_of_a_part(place: Place, url: str) -> bool:
    """Where the page's own site sends us for a script."""
    publisher = place.world.publisher
    publisher.redirects_to("/app.js", on_the_wire(url))
    async with _parts(place) as parts:
        return await parts.get(Wanted(publisher.url("/app.js"), "script")) is None


def _parts(place: Place) -> Parts:
    publisher = place.world.publisher
    grants = FeedGrants(publisher.url("/feed"), exception=publisher.target, renders=True)
    return Parts(PageAsking(publisher.url("/ar/1"), grants), place.crawler, KeptScripts(), RenderOptions())
