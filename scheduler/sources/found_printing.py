"""Prints what finding found, for a person and as a record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scheduler.sources.times import at
from scheduler.texts import source_names
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from scheduler.cli.paper import Paper
    from scrapers.finding.found import Found, FoundFeed
    from scrapers.finding.records import GuessedListing
    from scrapers.listing import Listing

_MOST_TRIED = 15


def print_found(found: Found, paper: Paper) -> None:
    """Every feed, the best first."""
    count = len(found.feeds)
    paper.line(f"Found {count} feed{'s' if count > 1 else ''}:", style="bold")
    for number, feed in enumerate(found.feeds, start=1):
        _feed(number, feed, paper, is_best=number == 1 and count > 1)


def print_nothing_found(found: Found, paper: Paper) -> None:
    """What was asked, what to do, and where the items seem to stand."""
    paper.line("No feed was found. Asked, one after the other:", style="bold")
    for tried in found.tried[:_MOST_TRIED]:
        paper.line(f"{tried.status:<18}", tried.url, indent=2)
    paper.line("(docs/operations.md, Feed and page statuses, says what each means)", indent=2)
    if found.tried[0].status is FetchStatus.REFUSED_ADDRESS:
        paper.line("This address is private, or its port is not 80 or 443. If it is yours, add --allow-private.")
    if found.page is None:
        return
    paper.head("A site without a feed is read by the page that lists its news, with CSS selectors in feeds.yaml.")
    if found.page.guess is None:
        paper.line("No part of this page stands there again and again with one link each: open the page that lists the")
        paper.line("news, look at its source, and write under listing: which element is one item (docs/operations.md).")
    else:
        _guess(found.page.guess, found.tried[0].url, paper)


def record_of(found: Found) -> dict[str, Any]:
    """``{"found", "tried", "guess"}``."""
    guess = found.page.guess if found.page else None
    return {
        "found": [asdict(feed) | {"newest": feed.newest.isoformat() if feed.newest else None} for feed in found.feeds],
        "tried": [{"url": tried.url, "status": tried.status.value} for tried in found.tried],
        "guess": None if guess is None else asdict(guess) | {"listing": _written(guess.listing)},
    }


def _feed(number: int, feed: FoundFeed, paper: Paper, *, is_best: bool) -> None:
    facts = [feed.kind, f"{feed.entries} entries", f"newest {at(feed.newest)}" if feed.newest else "without dates"]
    facts += ["full texts"] if feed.has_full_text else []
    facts += ["comments of readers"] if feed.is_of_comments else []
    facts += ["a list of all pages, without titles"] if feed.is_plain_sitemap else []
    best = "  (recommended)" if is_best else ""
    paper.line(f"{number}. {', '.join(facts)}{best}", style="green" if is_best else "", indent=2)
    paper.fact("address", feed.url, indent=5)
    paper.fact("title", feed.title or next(iter(source_names(feed.url, "")), "-"), indent=5)
    paper.fact("found", feed.how, indent=5)
    paper.fact("language", feed.language or "-", indent=5)
    paper.fact("charset", f"{feed.charset}: {feed.charset_reason}", indent=5)
    for label, title in zip(("entries", "", ""), feed.titles, strict=False):
        paper.fact(label, title, indent=5)


def _guess(guess: GuessedListing, url: str, paper: Paper) -> None:
    dated = f"{guess.dated} with a date" if guess.dated else "none with a date"
    paper.line(f"A guess from this page, for you to check: {guess.items} items, {dated}. The first:")
    for title in guess.titles:
        paper.line("", title, indent=4)
    paper.line("If these are the news, write this under feeds: in feeds.yaml:")
    paper.line("- url: ", url, indent=2)
    keys = ", ".join(f"{name}: {value!r}" for name, value in _written(guess.listing).items())
    paper.line("listing: ", f"{{{keys}}}", indent=4)
    paper.line("and see with `marsad feeds test URL` what it gives.")


def _written(listing: Listing) -> dict[str, str]:
    return {name: value for name, value in asdict(listing).items() if value}
