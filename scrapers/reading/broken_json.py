"""A JSON Feed that no parser takes whole: its items one by one, until the document ends or is cut off."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from scrapers.parsing.results import ParseFailed, ParseReason

MOST_ITEMS = 10_000
_ITEMS = re.compile(r'"items"\s*:\s*\[\s*')
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
_ENDS = re.compile(r"\]\s*[,}]")


@dataclass(slots=True)
class BrokenFeed:
    """What could be read: ``unread`` counts the items that could not, ``complete`` tells whether the end was there."""

    feed: dict[str, Any]
    unread: int = 0
    complete: bool = False
    items: list[Any] = field(default_factory=list)


def read_broken(document: str) -> BrokenFeed:
    """The feed with the items that are whole; raises ParseFailed (not_a_feed)."""
    start = _ITEMS.search(document)
    if start is None:
        raise ParseFailed(ParseReason.NOT_A_FEED)
    try:
        head = json.loads(document[: start.end()] + "]}", strict=False)
    except (ValueError, RecursionError):
        raise ParseFailed(ParseReason.NOT_A_FEED) from None
    found = BrokenFeed(head)
    _read_items(document, start.end(), found)
    found.feed["items"] = found.items
    return found


def _read_items(document: str, place: int, found: BrokenFeed) -> None:
    decoder, is_lost = json.JSONDecoder(strict=False), False
    while len(found.items) < MOST_ITEMS:
        place = _end_of(_BETWEEN.match(document, place), place)
        if not is_lost and document.startswith("]", place):
            found.complete = _ENDS.match(document, place) is not None
            return
        try:
            item, place = decoder.raw_decode(document, place)
        except (ValueError, RecursionError):
            item = None
        # Behind a broken item, what stands within it may look like the next one.
        if item is not None and (not is_lost or (isinstance(item, dict) and "id" in item)):
            found.items.append(item)
            is_lost = False
            continue
        following = _NEXT.search(document, place)
        found.unread += not is_lost and (following is not None or _has_end(document))
        if following is None:
            found.complete = _has_end(document)
            return
        place, is_lost = following.end(), True


def _has_end(document: str) -> bool:
    return re.search(r"\]\s*\}\s*\Z", document[-200:]) is not None


def _end_of(match: re.Match[str] | None, place: int) -> int:
    return match.end() if match else place
