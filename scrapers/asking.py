"""Asking: the request that a poll makes, where, and with what goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gateway.addresses import Target
from scrapers import conditional
from scrapers.conduct import address_of
from scrapers.fetching import FetchRequest

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Feed
    from scrapers.tools import FeedAccess


def request_for(feed: Feed, access: FeedAccess, now: datetime) -> FetchRequest:
    """What is asked next; secrets that are meant for the feed's own origin do not follow it to another one.

    A feed that is tried at its old address is asked for everything: what we have is of the new one.
    """
    url = address_of(feed)
    is_usual = url == (feed.conduct.fetch_url or feed.url)
    validators = conditional.validators_to_send(feed, now) if is_usual else conditional.NONE
    return FetchRequest(
        url=url,
        kind="feed",
        etag=validators.etag,
        last_modified=validators.last_modified,
        exception=access.exception_of(feed.url),
        credentials=access.credentials_of(feed.url) if _is_own_origin(feed, url) else None,
    )


def _is_own_origin(feed: Feed, url: str) -> bool:
    return url == feed.url or _origin(url) == _origin(feed.url)


def _origin(url: str) -> tuple[str, Target | None]:
    return urlsplit(url).scheme, Target.of_url(url)
