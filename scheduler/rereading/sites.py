"""What is known of sites, for those who read pages again: never nothing for want of somebody to ask.

A page that is read without it gets back the furniture that it had lost. And nobody teaches here: a page votes once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.site_lines.keeping import Relearn, Witness
    from scrapers.site_lines.knowledge import Knowledge
    from scrapers.site_lines.reading import Sites


_MOST_SITES = 200


class SiteNotKnown(Exception):
    """Nobody can say what is known of a site; trying again later can help."""

    permanent = False


class SureSites:
    """What a crawler knows; raises SiteNotKnown while Redis cannot be asked."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites

    @property
    def day(self) -> int:
        """Today, as knowledge counts it."""
        return self._sites.day

    async def known(self, site: str, feed_id: int) -> Knowledge:
        """What is known of a site, whose page the feed brought."""
        known = await self._sites.known(site, feed_id)
        if known is None:
            raise SiteNotKnown("Redis cannot be asked what is known of a site")
        return known

    async def note(self, witness: Witness) -> None:
        """Nobody counts."""


class RememberedSites:
    """What the service knows, as far as its Redis can be asked; else what the archive teaches. Each is asked once."""

    def __init__(self, sites: Sites, relearn: Relearn) -> None:
        self._sites = sites
        self._relearn = relearn
        self._known: dict[str, Knowledge] = {}

    @property
    def day(self) -> int:
        """Today, as knowledge counts it."""
        return self._sites.day

    async def known(self, site: str, feed_id: int) -> Knowledge:
        """What is known of a site, whose page the feed brought; raises ArchiveError."""
        if site not in self._known:
            if len(self._known) >= _MOST_SITES:
                self._known.clear()
            known = await self._sites.known(site, feed_id)
            self._known[site] = known if known and known.lines else await self._relearn(site, feed_id)
        return self._known[site]

    async def note(self, witness: Witness) -> None:
        """Nobody counts."""
