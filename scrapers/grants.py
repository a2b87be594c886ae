"""What the configuration grants one feed beyond its URL, and the requests that are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from scrapers.fetching import FetchRequest

if TYPE_CHECKING:
    from gateway.addresses import Target
    from gateway.proxies import Proxy
    from scrapers.fetching import Credentials
    from scrapers.listing import Listing


@dataclass(frozen=True, slots=True)
class FeedGrants:
    """One feed's own: ``url`` is its configured one, whose origin alone is sent ``credentials`` and ``headers``.

    ``exception`` is its one target that the address policy excepts, ``listing`` where a page that lists news has its
    items; ``ignores_robots`` holds on the feed's own host. Everything of the feed is fetched through ``proxy``.
    Of a feed that the configuration in force does not have (``is_withheld``) nothing is: it may be one with a proxy.
    """

    url: str
    exception: Target | None = None
    credentials: Credentials | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    listing: Listing | None = None
    ignores_robots: bool = False
    proxy: Proxy | None = None
    is_withheld: bool = False

    def request(
        self, url: str, kind: Literal["feed", "page"], etag: str | None = None, last_modified: str | None = None
    ) -> FetchRequest:
        """What is asked for something of this feed."""
        return FetchRequest(
            url,
            kind,
            etag,
            last_modified,
            exception=self.exception,
            headers=self.headers,
            credentials=self.credentials,
            home=self.url,
            ignores_robots=self.ignores_robots,
            proxy=self.proxy,
            is_withheld=self.is_withheld,
        )
