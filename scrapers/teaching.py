"""What a page teaches once its article is committed: the lines of its site, and whether the site's rule still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.nouns import Committed
    from scrapers.read_article import ReadArticle
    from scrapers.tools import ScrapingTools


async def teach(read: ReadArticle, committed: Committed, tools: ScrapingTools) -> None:
    """Count the page; where its text has stood on its site before, it is no witness of the site's lines."""
    if read.witness is not None and (committed.is_reprint or not committed.is_copy):
        await tools.sites.note(read.witness)
    if read.ruled is not None:
        await tools.rule_counts.note(read.ruled)
