"""What of a page's word about itself is believed: by its address, the clock, and when it was first seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from archive.origins import Origin
from scrapers.own_addresses import is_own_address
from scrapers.reading.dates import believable

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Entry
    from archive.origins import Origins
    from scrapers.parsing.results import ExtractedPage


def believed(page: ExtractedPage, url: str, first_seen_at: datetime, now: datetime) -> ExtractedPage:
    """The page with what it can rightly say, its times in UTC: no address on another site, no time to come.

    A guess is a day of its own, not one after the entry was first seen.
    """
    is_guess = page.origins.published is Origin.GUESS
    published = believable(page.published, first_seen_at if is_guess else now)
    modified = believable(page.modified, now)
    canonical = page.canonical_url if page.canonical_url and is_own_address(page.canonical_url, url) else None
    return replace(
        page,
        published=published.astimezone(UTC) if published else None,
        modified=modified.astimezone(UTC) if modified else None,
        canonical_url=canonical,
        origins=replace(
            page.origins,
            published=page.origins.published if published else None,
            modified=page.origins.modified if modified else None,
            canonical_url=page.origins.canonical_url if canonical else None,
        ),
    )


def origins_with(entry: Entry, origins: Origins) -> Origins:
    """The origins of an article whose title and date are the feed's where that gives any, else the page's."""
    return replace(
        origins,
        title=Origin.FEED if entry.title else origins.title,
        published=Origin.FEED if entry.published_at else origins.published,
    )
