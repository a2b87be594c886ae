"""Tries the rules for sites on the pages that a feed's newest entries lead to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.hosts import HostBusy
from scrapers.parsing.results import ParseFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from archive.nouns import FeedSpec, NewEntry
    from scheduler.visitor import Visitor
    from scrapers.grants import FeedGrants
    from scrapers.read_article import SentPage
    from scrapers.site_rules.rule import SiteRule
    from scrapers.site_rules.trial import RuleTrial, SelectorTrial

# Enough to tell an article that is made otherwise from a rule that is wrong.
PAGES = 3


@dataclass(frozen=True, slots=True)
class SelectorReport:
    """A selector by its key in feeds.yaml: on how many pages it found something, and the beginning of what."""

    key: str
    css: str
    pages: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What the rule of a host gave on so many of its pages."""

    host: str
    pages: int
    selectors: tuple[SelectorReport, ...]

    @property
    def is_broken(self) -> bool:
        """Whether a selector found nothing anywhere, or nothing could be tried."""
        return not self.pages or any(selector.pages == 0 for selector in self.selectors)


async def try_rules(first: SentPage | None, rest: Sequence[NewEntry], reader: PageReader) -> tuple[RuleReport, ...]:
    """The rules of the page of a feed's first entry, which was read before, and of those of the next ones.

    Pages are asked for only where a rule may be theirs: where the first page was, or where they seem to be.
    """
    trials: dict[str, list[RuleTrial]] = defaultdict(list)
    pages = [first]
    is_ruled = first is not None and reader.rule_at(first.url) is not None
    for entry in rest[: PAGES - 1]:
        rule = reader.rule_at(entry.url)
        if rule is not None:
            trials[rule.host] += ()
        if is_ruled or rule is not None:
            pages.append(await reader.page_of(entry))
    for page in filter(None, pages):
        rule = reader.rule_at(page.url)
        if rule is not None and (trial := await reader.trial_of(page, rule)) is not None:
            trials[rule.host].append(trial)
    return tuple(_report(host, found) for host, found in trials.items())


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads pages of one source as this visitor may."""

    visitor: Visitor
    spec: FeedSpec
    grants: FeedGrants
    now: datetime

    def rule_at(self, url: str) -> SiteRule | None:
        """The rule for a page at this address."""
        return self.visitor.rules.of(url)

    async def page_of(self, entry: NewEntry) -> SentPage | None:
        """An entry's page; None when it cannot be had."""
        try:
            return (await self.visitor.read_article(entry, self.spec, self.grants, self.now)).page
        except HostBusy:
            return None

    async def trial_of(self, page: SentPage, rule: SiteRule) -> RuleTrial | None:
        """What a rule gives on a page; None when that cannot be read."""
        try:
            return await self.visitor.parsers.try_rule(page.body, page.content_type, rule)
        except ParseFailed:
            return None


def _report(host: str, trials: Sequence[RuleTrial]) -> RuleReport:
    each = zip(*(trial.selectors for trial in trials), strict=True)
    return RuleReport(host, len(trials), tuple(_selector(tried) for tried in each))


def _selector(tried: Iterable[SelectorTrial]) -> SelectorReport:
    """One selector on all pages."""
    pages = list(tried)
    found = [page for page in pages if page.found]
    return SelectorReport(pages[0].key, pages[0].css, len(found), found[0].excerpt if found else "")
