"""A page that was just read, without what its site writes around all its articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from archive.nouns import BodySource
from scrapers.parsing.results import PageVerdict
from scrapers.site_lines.keeping import Witness
from scrapers.site_lines.lines import page_print
from scrapers.site_lines.policy import judge
from scrapers.site_lines.site import site_of_page
from scrapers.site_rules.rule import RULE

if TYPE_CHECKING:
    from collections.abc import Collection

    from archive.nouns import Article, Entry
    from scrapers.parsing.results import ExtractedPage
    from scrapers.site_lines.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page without its furniture, what it bears witness to, and the lines that were taken away.

    ``reread`` is its site when articles of that are to be read again: those that showed a line first which is known for
    furniture now, or this one, because nobody could be asked. Else it is empty.
    """

    page: ExtractedPage
    witness: Witness | None = None
    furniture: tuple[str, ...] = ()
    reread: str = ""


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
    page: ExtractedPage, url: str, entry: Entry, sites: Sites, before: Collection[str] = ()
) -> Cleaned:
    """The page that an entry led to, its furniture moved to what was removed; ``before``: see ``policy.judge``.

    A body that the operator's own rule has found loses nothing, and is no witness.
    """
    is_judged = page.verdict is PageVerdict.ARTICLE and page.extractor != RULE
    site = site_of_page(url) if is_judged else ""
    known = await sites.known(site, entry.feed_id) if site else None
    if known is None:
        return Cleaned(page, reread=site)
    own = page_print(entry.url)
    verdict = judge(page.body.split("\n"), own, known, sites.day, before)
    cleaned = replace(page, body="\n".join(verdict.kept), removed=(*page.removed, *verdict.removed))
    witness = Witness(site, own, verdict.witness, known)
    return Cleaned(cleaned, witness, verdict.removed, site if verdict.news else "")


def has_furniture(article: Article, known: Knowledge, day: int) -> bool:
    """Whether lines stand in an archived article that are known to be furniture by now."""
    if article.body_source is not BodySource.PAGE or article.extractor == RULE:
        return False
    return bool(judge(article.body.split("\n"), page_print(article.url), known, day).removed)
