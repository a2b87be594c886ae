"""Polls a source now, as the service would but without its memory, and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scheduler.sources.rule_trying import PageReader, try_rules
from scheduler.visiting import run_visit
from scrapers.child_documents import newest_of_host
from scrapers.fetching import FetchOutcome
from scrapers.hosts import HostBusy
from scrapers.parsing.results import ParseFailed
from scrapers.reading.keys import key_items
from scrapers.sites import host_of
from scrapers.statuses import FetchStatus, of_document, of_fetch, of_parse

if TYPE_CHECKING:
    from archive.nouns import ArticleDraft, Feed, FeedSpec, NewEntry
    from scheduler.sources.rule_trying import RuleReport
    from scheduler.visiting import Visit
    from scheduler.visitor import Visitor
    from scrapers.fetching import FetchResult
    from scrapers.finding.records import Inspection
    from scrapers.grants import FeedGrants
    from scrapers.parsing.results import ParsedFeed


@dataclass(frozen=True, slots=True)
class Asked:
    """What is tried: the source as it is configured, what it is granted, and the archive's feed if there is one."""

    spec: FeedSpec
    grants: FeedGrants
    feed: Feed | None = None

    @property
    def url(self) -> str:
        """Where it is fetched."""
        return (self.feed and self.feed.conduct.fetch_url) or self.spec.url


@dataclass(frozen=True, slots=True)
class Trial:
    """What a poll gave: ``entries`` with their keys, and the first one's article as it would be matched.

    ``rules`` are those for sites that its newest entries lead to, tried on their pages.
    """

    asked: Asked
    now: datetime
    answer: FetchResult
    status: FetchStatus
    seen: Inspection | None = None
    entries: tuple[NewEntry, ...] = ()
    guids_repeat: bool = False
    article: ArticleDraft | None = None
    rules: tuple[RuleReport, ...] = ()

    @property
    def feed(self) -> ParsedFeed | None:
        """The document, if it is a feed."""
        return self.seen.feed if self.seen else None


def try_source(asked: Asked, visit: Visit) -> Trial:
    """The source as it is now."""
    return run_visit(visit, lambda visitor: try_with(visitor, asked))


async def try_with(visitor: Visitor, asked: Asked) -> Trial:
    """The source as this visitor finds it."""
    now = datetime.now(UTC)
    answer = await visitor.fetch(asked.grants.request(asked.url, "feed"))
    trial = Trial(asked, now, answer, of_fetch(answer))
    if answer.outcome is not FetchOutcome.OK:
        return trial
    try:
        seen = await visitor.parsers.inspect(answer.body, answer.url, answer.content_type, asked.grants.listing)
    except ParseFailed as failure:
        return replace(trial, status=of_parse(failure.reason))
    if seen.feed is None:
        return replace(trial, seen=seen, status=of_parse(seen.reason) if seen.reason else FetchStatus.NOT_A_FEED)
    trial = replace(trial, seen=replace(seen, feed=await _with_newest_child(asked, seen.feed, visitor)))
    return await _with_article(_keyed(trial), visitor)


async def _with_newest_child(asked: Asked, feed: ParsedFeed, visitor: Visitor) -> ParsedFeed:
    """An index of sitemaps with the items of the newest one; a poll reads three."""
    for child in newest_of_host(feed, host_of(asked.url))[:1]:
        answer = await visitor.fetch(asked.grants.request(child.url, "feed"))
        if answer.outcome is FetchOutcome.OK:
            try:
                part = await visitor.parsers.parse_feed(answer.body, answer.url, answer.content_type)
            except ParseFailed:
                return feed
            return replace(feed, items=part.items)
    return feed


def _keyed(trial: Trial) -> Trial:
    feed = trial.feed
    if feed is None:
        return trial
    unreliable = trial.asked.feed is not None and trial.asked.feed.guids_unreliable
    keyed = key_items(feed.items, guids_unreliable=unreliable, now=trial.now)
    return replace(trial, status=of_document(feed), entries=keyed.entries, guids_repeat=keyed.guids_unreliable)


async def _with_article(trial: Trial, visitor: Visitor) -> Trial:
    linked = [entry for entry in trial.entries if entry.url]
    if not linked:
        return trial
    asked = trial.asked
    try:
        read = await visitor.read_article(linked[0], asked.spec, asked.grants, trial.now)
    except HostBusy:
        return trial
    reader = PageReader(visitor, asked.spec, asked.grants, trial.now)
    return replace(trial, article=read.draft, rules=await try_rules(read.page, linked[1:], reader))
