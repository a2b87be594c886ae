"""The last resort for a date: the day in the address, one that htmldate finds, or that of a paper's issue."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from htmldate import find_date

from scrapers.extraction.metadata.instants import read_moment
from scrapers.reading.dates import believable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")


def guess_published(tree: HtmlElement, url: str, issues: Iterable[str], now: datetime) -> datetime | None:
    """Midnight UTC of the day that the page seems to be of, None if nothing shows one that can be."""
    match = _IN_ADDRESS.search(url)
    day = "-".join(match.groups()) if match else find_date(tree, original_date=True, extensive_search=False)
    try:
        found = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else _only_day(issues)
    except ValueError:
        return None
    return believable(found, now)


def _only_day(texts: Iterable[str]) -> datetime | None:
    moments = (read_moment(text) for text in texts)
    days = {moment.instant.date() for moment in moments if moment is not None}
    return datetime.combine(days.pop(), time(), UTC) if len(days) == 1 else None
