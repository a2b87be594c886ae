"""The last resort for a date: the day that stands in the address, or the one that htmldate finds in the page."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from htmldate import find_date

from scrapers.reading.dates import believable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")


def guess_published(tree: HtmlElement, url: str, now: datetime) -> datetime | None:
    """Midnight UTC of the day that the page seems to be of, None if nothing shows one that can be."""
    match = _IN_ADDRESS.search(url)
    day = "-".join(match.groups()) if match else find_date(tree, original_date=True, extensive_search=False)
    try:
        return believable(datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None, now)
    except ValueError:
        return None
