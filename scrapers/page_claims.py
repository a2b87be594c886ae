"""What of a page's word about itself is believed: by its address, the clock, and when it was first seen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.origins import Origin
from scrapers.reading.dates import believable
from scrapers.sites import is_same_site
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Entry
    from archive.origins import Origins
    from scrapers.parsing.results import ExtractedPage

# One short word of the alphabet: ``/news``, ``/ar/politics``.
_SECTION = re.compile(r"(?:/[a-z]{2,3})?(?:/[a-z]{1,15})?")


def believed(page: ExtractedPage, url: str, first_seen_at: datetime, now: datetime) -> ExtractedPage:
    """The page with what it can rightly say, its times in UTC: no address on another site, no time to come.

    A guess is a day of its own, not one after the entry was first seen.
    """
    is_guess = page.origins.published is Origin.GUESS
    published = believable(page.published, first_seen_at if is_guess else now)
    modified = believable(page.modified, now)
    canonical = page.canonical_url if page.canonical_url and _is_own_address(page.canonical_url, url) else None
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


def _is_own_address(canonical: str, url: str) -> bool:
    """Whether this may be the address of the page at ``url``: of its site, and neither its front page nor a section.

    Careless templates give all their pages the address of the folder in which they stand, or of a part of the site.
    """
    if not is_same_site(canonical, url):
        return False
    claimed, own = (urlsplit(url_key(each)) for each in (canonical, url))
    above = claimed.path.rstrip("/")
    if claimed.query or claimed.path == own.path:
        return True
    return not own.path.startswith(f"{above}/") and (own.path == "/" or not _SECTION.fullmatch(above))


def origins_with(entry: Entry, origins: Origins) -> Origins:
    """The origins of an article whose title and date are the feed's where that gives any, else the page's."""
    return replace(
        origins,
        title=Origin.FEED if entry.title else origins.title,
        published=Origin.FEED if entry.published_at else origins.published,
    )
