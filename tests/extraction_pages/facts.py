"""What a page states of itself against what was read of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.parsing.results import ExtractedPage

_NAMES = {"canonical": "canonical_url", "image": "image_url"}
_DAY = len("2024-01-31")


def fact_found(found: ExtractedPage, fact: str, expected: str | None) -> str | datetime | date | None:
    """The fact as it was read; of an instant its day alone, where a day is expected."""
    read: str | datetime | None = getattr(found, _NAMES.get(fact, fact))
    return read.date() if isinstance(read, datetime) and len(expected or "") == _DAY else read


def fact_expected(fact: str, stated: str | None) -> str | datetime | date | None:
    """The fact as it should be read."""
    if stated is None or fact not in {"published", "modified"}:
        return stated
    return date.fromisoformat(stated) if len(stated) == _DAY else datetime.fromisoformat(stated)
