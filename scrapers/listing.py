"""Where the items of a page stand that lists a site's news: what a person writes for a site without a feed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listing:
    """CSS selectors: ``items`` within the page, the others within an item; None takes what is usual there."""

    items: str
    link: str | None = None
    title: str | None = None
    date: str | None = None
    summary: str | None = None
