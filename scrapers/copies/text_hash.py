"""The hash of a text: two articles whose texts are equal but for case, points, vowel signs and spaces have the same.

Short bodies prove nothing: a failed extraction, a cookie notice or "read more" stands under many articles, and an alarm
sounds in the same words as yesterday's. So a short text has the hash only of the same text under the same title of the
same outlet and moment; where no moment is given, at the same address.
"""

from __future__ import annotations

from datetime import UTC, time
from typing import TYPE_CHECKING

from scrapers.copies.other_items import SHORT_WORDS
from scrapers.hashing import digest
from scrapers.normal_words import normal_words
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from datetime import datetime


def text_hash(
    body: str, *, title: str, url: str, item_key: str, outlet: str = "", published_at: datetime | None = None
) -> str:
    """The hash by which an article joins the copy group of its very text, if there is one."""
    words = normal_words(body)
    if len(words) >= SHORT_WORDS:
        return digest("text", " ".join(words))
    heading = " ".join(normal_words(title))
    moment = _moment(published_at)
    if outlet and moment:
        return digest("short of a moment", outlet, moment, heading, " ".join(words))
    return digest("short", url_key(url) if url else item_key, heading, " ".join(words))


def _moment(published_at: datetime | None) -> str:
    """The minute; empty where only a day is given, in which the same may happen twice."""
    if published_at is None or published_at.time() == time():
        return ""
    return published_at.astimezone(UTC).isoformat(timespec="minutes")
