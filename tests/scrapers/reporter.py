"""A crawler as tests use it: in a hurry, and sent to servers on loopback by explicit exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from scrapers.crawler import Crawler, CrawlOptions, FetchRequest

if TYPE_CHECKING:
    from types import TracebackType

    from gateway.addresses import Target
    from scrapers.crawler import Credentials, FetchResult
    from scrapers.hosts import HostLeases
    from tests.servers.http import HttpServer

KIBIBYTE = 1024
LIMIT = 64 * KIBIBYTE
MOST_IN_FLIGHT = 8


class Reporter:
    """Fetches from an outlet whose target it was told to except."""

    def __init__(
        self,
        deadline_seconds: float = 5.0,
        leases: HostLeases | None = None,
        ports: frozenset[int] = frozenset({80, 443}),
        body_limit_bytes: int = LIMIT,
    ) -> None:
        options = CrawlOptions(
            user_agent="Marsad/test (+https://marsad.example)",
            deadline_seconds=deadline_seconds,
            body_limit_bytes=body_limit_bytes,
            max_in_flight=MOST_IN_FLIGHT,
            ports=ports,
            robots_deadline_seconds=1.0,
        )
        self.crawler = Crawler(options, leases)
        self._excepted: frozenset[Target] = frozenset()

    async def __aenter__(self) -> Self:
        await self.crawler.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.crawler.stop()

    def may_visit(self, *outlets: HttpServer) -> None:
        """Except these outlets from the address policy."""
        self._excepted |= {outlet.target for outlet in outlets}
        self.crawler.replace_exceptions(self._excepted)

    async def fetches(
        self,
        outlet: HttpServer,
        path: str = "/feed",
        kind: Literal["feed", "page"] = "feed",
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        credentials: Credentials | None = None,
    ) -> FetchResult:
        """Fetch a path of the outlet, as a feed that is excepted for the outlet's own target."""
        self.may_visit(outlet)
        request = FetchRequest(
            outlet.url(path),
            kind,
            etag=etag,
            last_modified=last_modified,
            exception=outlet.target,
            headers=headers,
            credentials=credentials,
        )
        return await self.crawler.fetch(request)
