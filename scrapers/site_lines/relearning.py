"""Learns a site again from the articles that its feed brought, when Redis has lost it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive import feed_articles
from scrapers.site_lines.knowledge import KEPT_DAYS, Knowledge
from scrapers.site_lines.lines import line_key, page_print
from scrapers.site_lines.policy import judge
from scrapers.site_lines.site import day_of, site_of_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.database import Archive
    from archive.nouns import Article

# Of a feed; what recurs does so within fewer.
MOST_ARTICLES = 40


class Relearning:
    """Asks the archive; raises ArchiveError."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock

    async def __call__(self, site: str, feed_id: int) -> Knowledge:
        """What the feed's newest articles of the last thirty days teach of the site."""
        since = self._clock() - timedelta(days=KEPT_DAYS)
        articles = await self._archive.read(feed_articles.newest_pages, feed_id, since, MOST_ARTICLES)
        known = Knowledge()
        for article in articles:
            if site_of_page(article.canonical_url or article.url) == site:
                known = having_read(known, article)
        return known


def having_read(known: Knowledge, article: Article) -> Knowledge:
    """With what an article shows: the lines of its body, and those that were taken away from it."""
    page, day = page_print(article.url), day_of(article.committed_at)
    witness = judge(article.body.split("\n"), page, known, day).witness
    taken = [key for key in map(line_key, article.removed_lines) if key]
    return known.having_seen(page, (*witness, *taken), day) if witness else known
