"""Reads a page that the archive does not know, fetched as the crawler would: same policy, same robots, same leases."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive.nouns import FeedSpec
from archive.pending_entries import bare_link
from gateway.addresses import Target
from scheduler.explaining.archived import source_of
from scheduler.explaining.subject import Place, ReadPage, Subject, Unread
from scheduler.feed_access import exceptions_of, read_grants
from scheduler.visiting import Visit, run_visit
from scrapers.grants import FeedGrants
from scrapers.hosts import HostBusy
from scrapers.sites import host_of
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from archive.nouns import ArticleDraft
    from scheduler.environment import Environment
    from scheduler.visitor import Visitor
    from scrapers.settings import FeedsSettings


def fetch_page(url: str, environment: Environment, settings: FeedsSettings, generation: str | None) -> ReadPage:
    """The article of a page; raises :class:`Unread`. ``generation`` is that of the archive, if there is one."""
    feed = _feed_of(url, settings)
    grants = _grants(feed.url, environment, settings)
    visit = Visit(environment, settings, frozenset(exceptions_of(settings).values()), generation)
    return run_visit(visit, lambda visitor: read_page(visitor, url, feed, grants))


async def read_page(visitor: Visitor, url: str, feed: FeedSpec, grants: FeedGrants) -> ReadPage:
    """The article that this visitor finds there; raises :class:`Unread`."""
    try:
        draft = (await visitor.read_article(bare_link(url), feed, grants, datetime.now(UTC))).draft
    except HostBusy:
        raise Unread("the running service is asking this host; try again in a moment") from None
    if draft.page_status != FetchStatus.OK:
        raise Unread(
            f"the page could not be read: {draft.page_status} (docs/operations.md, Feed and page statuses); "
            "of an entry the service takes the feed's own title and text then"
        )
    return ReadPage(subject_of(draft, feed), draft.text_hash)


def _feed_of(url: str, settings: FeedsSettings) -> FeedSpec:
    """The configured feed that a page at this address belongs to, or one without a name."""
    target, exceptions, specs = Target.of_url(url), exceptions_of(settings), settings.specs()
    excepted = [spec for spec in specs if target is not None and exceptions.get(spec.url) == target]
    of_host = [spec for spec in specs if host_of(spec.url) == host_of(url)]
    return next(iter(excepted or of_host), FeedSpec(url="", name=""))


def _grants(feed_url: str, environment: Environment, settings: FeedsSettings) -> FeedGrants:
    """What the page's feed is granted; raises Unread for a secret that cannot be used, rather than ask without it."""
    for feed in settings.feeds:
        if feed.url == feed_url:
            grants, unusable = read_grants(feed, environment.config, os.environ)
            if unusable:
                raise Unread(unusable[0].message)
            return grants
    return FeedGrants(feed_url)


def subject_of(draft: ArticleDraft, feed: FeedSpec) -> Subject:
    """A page as it is explained, of this feed."""
    return Subject(
        origin=Place.FETCHED,
        source=source_of(feed),
        url=draft.url,
        title=draft.title,
        body=draft.body,
        language=draft.language,
        author=draft.author,
        published_at=draft.published_at,
        body_source=draft.body_source.value,
        page_status=draft.page_status,
        modified_at=draft.modified_at,
        canonical_url=draft.canonical_url,
        section=draft.section,
        image_url=draft.image_url,
        origins=draft.origins,
        extractor=draft.extractor,
        removed_lines=draft.removed_lines,
        warnings=draft.warnings,
    )
