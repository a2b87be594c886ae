"""A page that was read just now, without what its site writes around all its articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from scrapers.parsing.results import PageVerdict
from scrapers.site_lines.keeping import Witness
from scrapers.site_lines.lines import page_print
from scrapers.site_lines.policy import judge
from scrapers.site_lines.site import site_of_page

if TYPE_CHECKING:
    from archive.nouns import Entry
    from scrapers.parsing.results import ExtractedPage
    from scrapers.site_lines.knowledge import Knowledge


class Sites(Protocol):
    """What is known of sites; see ``scrapers.site_lines.keeping.SiteLines``."""

    @property
    def day(self) -> int:
        """Today, as knowledge counts it."""

    async def known(self, site: str, feed_id: int) -> Knowledge | None:
        """What is known of a site, whose page the feed brought; None when nobody can say."""

    async def note(self, witness: Witness) -> None:
        """Count what a committed page was seen to have."""


class UnknownSites:
    """For those who read beside a service, and without its Redis."""

    day = 0

    async def known(self, site: str, feed_id: int) -> Knowledge | None:  # noqa: ARG002 - the protocol's form
        """Nobody can say."""
        return None

    async def note(self, witness: Witness) -> None:
        """Nobody counts."""


async def without_furniture(
    page: ExtractedPage, url: str, entry: Entry, sites: Sites
) -> tuple[ExtractedPage, Witness | None]:
    """The page that an entry led to, its furniture moved to what was removed; and what it bears witness to."""
    site = site_of_page(url) if page.verdict is PageVerdict.ARTICLE else ""
    known = await sites.known(site, entry.feed_id) if site else None
    if known is None:
        return page, None
    own = page_print(entry.url)
    verdict = judge(page.body.split("\n"), own, known, sites.day)
    cleaned = replace(page, body="\n".join(verdict.kept), removed=(*page.removed, *verdict.removed))
    return cleaned, Witness(site, own, verdict.witness, known)
