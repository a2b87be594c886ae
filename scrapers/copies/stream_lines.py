"""A line of a stream of articles, as a text to be compared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapers.copies.nouns import Text
from scrapers.outlets import outlet_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def text_of(record: Mapping[str, Any]) -> Text:
    """The text of ``{"url","source","title","text","published"}``; ValueError for a record of another form.

    What is missing is empty; the outlet is the site of the address where no source is named.
    """
    url = _string(record, "url")
    return Text(
        url=url,
        outlet=_string(record, "source") or outlet_of(url, ""),
        title=_string(record, "title"),
        body=_string(record, "text"),
        published_at=_instant(record),
    )


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is not a string")
    return value or ""


def _instant(record: Mapping[str, Any]) -> datetime | None:
    """Without a zone it is in UTC."""
    written = _string(record, "published").strip()
    if not written:
        return None
    try:
        instant = datetime.fromisoformat(written)
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError("published is not a date in ISO 8601") from None
