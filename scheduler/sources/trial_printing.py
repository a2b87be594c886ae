"""Prints what a trial of a source gave, for a person and as a record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from alerts.wording import wording_for
from scheduler.sources.rule_printing import print_rules
from scheduler.sources.times import at
from scrapers.finding.found import has_full_text, kind_of
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.cli.paper import Paper
    from scheduler.sources.trying import Trial
    from scrapers.finding.records import Inspection
    from scrapers.parsing.results import ParsedFeed

_MOST_ENTRIES = 10
_MOST_TEXTS = 3
_LEAD = 300

Line = tuple[str, str]


def print_trial(trial: Trial, new: int | None, paper: Paper) -> None:
    """How it went, the entries, and the first one's article."""
    paper.line("Asked now; nothing was written: ", trial.asked.url, style="bold")
    for label, value in _lines(trial, new):
        paper.fact(label, value)
    if trial.entries:
        paper.head(f"Entries: {len(trial.entries)}")
    texts = _texts_of_dates(trial)
    for entry in trial.entries[:_MOST_ENTRIES]:
        paper.line(f"{at(entry.published_at):<20}  ", entry.title or entry.url, indent=2)
        if entry.published_at is not None and entry.published_at in texts:
            paper.line("written as  ", texts[entry.published_at], indent=24, style="dim")
    if len(trial.entries) > _MOST_ENTRIES:
        paper.line(f"and {len(trial.entries) - _MOST_ENTRIES} more", indent=2)
    if trial.article is not None:
        _article(trial, paper)
    print_rules(trial.rules, paper)


def record_of(trial: Trial, new: int | None) -> dict[str, Any]:
    """``{"url", "status", "facts", "new", "entries", "article", "rules"}``; facts as they are printed."""
    article = trial.article
    return {
        "url": trial.asked.url,
        "status": trial.status.value,
        "http": trial.answer.status,
        "answered_by": trial.answer.url,
        "new": new,
        "facts": [{"label": label, "value": value} for label, value in _lines(trial, new)],
        "entries": [
            {"title": entry.title, "url": entry.url, "guid": entry.guid, "published": _iso(entry.published_at)}
            for entry in trial.entries
        ],
        "article": article
        and {"url": article.url, "page_status": article.page_status, "body_source": article.body_source.value}
        | {"title": article.title, "body_characters": len(article.body), "language": article.language},
        "rules": [asdict(rule) for rule in trial.rules],
    }


def _lines(trial: Trial, new: int | None) -> Iterator[Line]:
    answer = trial.answer
    code = f"HTTP {answer.status}" if answer.status else "no answer"
    yield "status", f"{trial.status} ({code}, {len(answer.body) / 1000:.1f} kB, {answer.elapsed_seconds:.1f} s)"
    if advice := wording_for("en").feed_advice.get(trial.status):
        yield "advice", advice
    if answer.moved_to:
        yield "moved", f"for good to {answer.moved_to}: write this address into feeds.yaml"
    elif answer.url != trial.asked.url:
        yield "redirected", f"for now to {answer.url}"
    yield "robots.txt", _robots(trial)
    if answer.retry_after_seconds:
        yield "asked to wait", f"{answer.retry_after_seconds:.0f} s"
    if trial.seen is not None:
        yield from _reading(trial.seen)
    if trial.feed is not None:
        yield from _feed(trial, trial.feed, new)


def _robots(trial: Trial) -> str:
    if trial.asked.grants.ignores_robots:
        return "not obeyed (ignore_robots)"
    if trial.status is FetchStatus.ROBOTS_DENIED:
        return "forbids this address"
    return "allows this address" if trial.answer.status else "not asked, or without an answer"


def _reading(seen: Inspection) -> Iterator[Line]:
    yield "charset", f"{seen.charset}: {seen.charset_reason}"
    if seen.matched:
        (_, items), *others = seen.matched
        found = ", ".join(f"{name} in {count} of them" for name, count in others)
        yield "selectors", f"items matches {items}" + (f", {found}" if found else "")


def _feed(trial: Trial, feed: ParsedFeed, new: int | None) -> Iterator[Line]:
    end = "" if feed.complete else ", its end is missing"
    end += f", {feed.unread} more that cannot be read" if feed.unread else ""
    texts = "full texts" if has_full_text(feed.items) else "teasers or titles alone"
    yield "kind", f"{kind_of(feed)} ({feed.version}), {len(feed.items)} entries{end}, {texts}"
    if feed.children:
        yield "", f"an index of {len(feed.children)} sitemaps; the entries are those of the newest one"
    yield "title", feed.title or "-"
    yield "language", (trial.seen.language if trial.seen else None) or "-"
    yield "identity", _identity(trial, feed)
    yield from _dates(trial, feed)
    if new is None:
        yield "new", "all of them: the service has not polled this feed"
    else:
        yield "new", f"{new} of {len(trial.entries)} are not in the archive yet"


def _identity(trial: Trial, feed: ParsedFeed) -> str:
    """What entries are told apart by."""
    guids = sum(bool(item.guid) for item in feed.items)
    if trial.guids_repeat:
        return "guids repeat, so entries are told apart by guid, address and title together"
    if guids == len(feed.items):
        return "each entry has a guid of its own"
    return f"{len(feed.items) - guids} entries have no guid and are told apart by address and title"


def _dates(trial: Trial, feed: ParsedFeed) -> Iterator[Line]:
    dated = sum(entry.published_at is not None for entry in trial.entries)
    yield "dates", f"{dated} of {len(trial.entries)} have a date that can be believed"
    future = sum(item.published is not None and item.published > trial.now for item in feed.items)
    if future:
        yield "", f"{future} lie in the future: what counts is when an entry is first seen"
    unread = dict.fromkeys(text for text, instant in (trial.seen.dates if trial.seen else ()) if instant is None)
    for text in list(unread)[:_MOST_TEXTS]:
        yield "", f"not understood: {text}"


def _texts_of_dates(trial: Trial) -> dict[Any, str]:
    """The text in which each date stood."""
    return {instant: text for text, instant in (trial.seen.dates if trial.seen else ()) if instant is not None}


def _article(trial: Trial, paper: Paper) -> None:
    article = trial.article
    if article is None:
        return
    paper.head("Article of the first entry, as it would be matched")
    source = f"{len(article.body)} characters, from the {article.body_source.value}"
    paper.fact("page", article.page_status)
    paper.fact("body", source)
    paper.fact("language", article.language or "-")
    paper.fact("title", article.title or "-")
    paper.fact("begins", article.body[:_LEAD] or "-")


def _iso(moment: Any) -> str | None:  # noqa: ANN401 - a time or None
    return moment.isoformat() if moment else None
