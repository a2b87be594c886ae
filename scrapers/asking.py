"""Asking: where a feed is asked next, and which validators go along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers import conditional
from scrapers.conduct import address_of

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Feed, Validators


def asked_of(feed: Feed, now: datetime) -> tuple[str, Validators]:
    """The address and the validators of the next request.

    A feed that is tried at its old address is asked for everything: what we have is of the new one.
    """
    url = address_of(feed)
    if url != (feed.conduct.fetch_url or feed.url):
        return url, conditional.NONE
    return url, conditional.validators_to_send(feed, now)
