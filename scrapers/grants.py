"""What the configuration grants one feed beyond its URL, and the requests that are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gateway.addresses import Target
from scrapers.fetching import FetchRequest
from scrapers.web_origins import origin_of

if TYPE_CHECKING:
    from gateway.proxies import Proxy
    from scrapers.fetching import Credentials, Kind
    from scrapers.listing import Listing


@dataclass(frozen=True, slots=True)
class FeedGrants:
    """One feed's own: ``url`` is its configured one, whose origin alone is sent ``credentials`` and ``headers``.

    ``exception`` is its one target that the address policy excepts, ``listing`` where a page that lists news has its
    items; ``ignores_robots`` holds on the feed's own host. Everything of the feed is fetched through ``proxy``.
    Of a feed that the configuration in force does not have (``is_withheld``) nothing is: it may be one with a proxy.
    Pages of it that only their scripts fill are rendered where it ``renders``.
    """

    url: str
    exception: Target | None = None
    credentials: Credentials | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    listing: Listing | None = None
    ignores_robots: bool = False
    proxy: Proxy | None = None
    is_withheld: bool = False
    renders: bool = False

    def request(self, url: str, kind: Kind, etag: str | None = None, last_modified: str | None = None) -> FetchRequest:
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

    def part_request(self, url: str, page_url: str) -> FetchRequest:
        """What is asked for something that a page at ``page_url`` asks for while it is rendered.

        A page of another origin than the feed's gets nothing that the feed alone is granted: its scripts would read it.
        """
        origin = origin_of(page_url)
        request = replace(self.request(url, "part"), origin=origin)
        if origin != origin_of(self.url):
            request = replace(request, headers=(), credentials=None)
        if Target.of_url(page_url) != self.exception:
            request = replace(request, exception=None)
        return request
