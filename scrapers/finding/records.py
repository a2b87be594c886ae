"""What a document shows of itself to a person who looks for feeds, and how that crosses the process border as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scrapers.listing import Listing
from scrapers.parsing.results import ParsedFeed, ParseReason, feed_from_json


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of a page: absolute, its words on one line; ``type`` is the media type that it promises."""

    url: str
    text: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class GuessedListing:
    """Where the items of a page seem to stand, how many there are, how many with a date, and the first titles."""

    listing: Listing
    items: int
    dated: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageSummary:
    """A page as finding sees it: ``alternates`` are its ``<link rel=alternate>``, ``anchors`` its other links."""

    title: str
    alternates: tuple[PageLink, ...]
    anchors: tuple[PageLink, ...]
    guess: GuessedListing | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a document was read: ``feed`` is None where ``reason`` says why.

    ``dates`` are the texts in which dates stood, each with the instant that was made of it; ``matched`` counts what
    each selector of a listing found.
    """

    charset: str
    charset_reason: str
    language: str | None
    feed: ParsedFeed | None
    reason: ParseReason | None = None
    dates: tuple[tuple[str, datetime | None], ...] = ()
    matched: tuple[tuple[str, int], ...] = ()


def inspection_from_json(answer: bytes) -> Inspection:
    """The inverse of ``scrapers.parsing.results.to_json`` for an inspection."""
    plain = json.loads(answer)
    feed, reason = plain.pop("feed"), plain.pop("reason")
    dates = tuple((text, datetime.fromisoformat(at) if at else None) for text, at in plain.pop("dates"))
    return Inspection(
        **plain | {"matched": tuple((name, count) for name, count in plain["matched"])},
        dates=dates,
        feed=None if feed is None else feed_from_json(json.dumps(feed).encode()),
        reason=None if reason is None else ParseReason(reason),
    )


def summary_from_json(answer: bytes) -> PageSummary:
    """The same for a page."""
    plain = json.loads(answer)
    guess = plain["guess"]
    return PageSummary(
        plain["title"],
        tuple(PageLink(**link) for link in plain["alternates"]),
        tuple(PageLink(**link) for link in plain["anchors"]),
        None if guess is None else _guess(guess),
    )


def _guess(plain: dict[str, Any]) -> GuessedListing:
    return GuessedListing(Listing(**plain["listing"]), plain["items"], plain["dated"], tuple(plain["titles"]))
