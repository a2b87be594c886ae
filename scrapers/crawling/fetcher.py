"""One fetch from its first hop to its last answer, within one deadline."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog
from scrapy import Request

from gateway.addresses import Target
from gateway.proxies import ProxyRefused
from gateway.retry_after import asked_wait
from scrapers.cadence.hints import max_age
from scrapers.crawling.answers import blockers, header, links, outcome_of, validator
from scrapers.crawling.deadline import Deadline
from scrapers.crawling.failures import AddressRefused, HopFailed, name_failure, release_frames
from scrapers.crawling.hops import PERMANENT_STATUSES, REDIRECT_STATUSES, Hop, first_hop, next_hop
from scrapers.fetching import FetchOutcome, FetchResult

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from scrapy.http import Response

    from gateway.proxies import Proxy
    from gateway.resolver import GuardedResolver
    from scrapers.fetching import FetchRequest

    Download = Callable[[Request], Awaitable[Response]]
    VisitHost = Callable[[str], AbstractAsyncContextManager[None]]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds one fetch: the deadline in monotonic seconds, the body in bytes, the number of redirects.

    Of a robots.txt no more than ``enough_bytes`` are wanted; None for anything else. No pause is kept before what
    ``is_part`` of a page that is being visited.
    """

    deadline: float
    body_limit_bytes: int
    redirects: int
    enough_bytes: int | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches: with an engine's ``download``, under the resolver's policy, leasing hosts by ``visit_host``."""

    download: Download
    resolver: GuardedResolver
    visit_host: VisitHost
    under_way: set[Deadline] = field(default_factory=set)

    async def fetch(self, request: FetchRequest, limits: Limits) -> FetchResult:
        """Fetch; raises nothing for what servers do."""
        started, deadline = time.monotonic(), Deadline(limits.deadline)
        hops = [first_hop(request)]
        self.under_way.add(deadline)
        try:
            async with deadline.bounding():
                response = await self._follow(hops, limits, deadline)
        except asyncio.CancelledError:
            deadline.give_up()
            raise
        except Exception as error:  # noqa: BLE001 - whatever a server provokes ends here as an outcome
            outcome = self._name(error, hops[-1])
            release_frames(error)
            return _failure(outcome, hops[-1].url, started)
        finally:
            self.under_way.discard(deadline)
        result = _result(request, response, hops, started)
        return replace(result, time_share=1 - deadline.left() / max(limits.deadline - started, 1e-6))

    def hurry(self, seconds: float) -> None:
        """Time out every fetch that is still under way after so many seconds."""
        for deadline in self.under_way:
            deadline.hurry(seconds)

    async def _follow(self, hops: list[Hop], limits: Limits, deadline: Deadline) -> Response:
        """Follow redirects to an answer that is none; ``hops`` tells how far it came."""
        while True:
            response = await self._ask(hops, limits, deadline)
            location = response.headers.get("Location") if response.status in REDIRECT_STATUSES else None
            if location is None:
                return response
            upcoming = next_hop(hops[-1], location, permanent=response.status in PERMANENT_STATUSES)
            if len(hops) > limits.redirects or upcoming.url in {hop.url for hop in hops}:
                raise HopFailed(FetchOutcome.REDIRECT_LOOP)
            hops.append(upcoming)

    async def _ask(self, hops: list[Hop], limits: Limits, deadline: Deadline) -> Response:
        """The answer of the last hop; a host other than the first one's is leased for it."""
        hop = hops[-1]
        policy = self.resolver.policy
        refuse = policy.refuse_url if hop.proxy is None else policy.refuse_proxied_url
        refusal = refuse(hop.url, hop.exception)
        if refusal is not None:
            raise AddressRefused(refusal)
        request = _scrapy_request(hop, limits, deadline)
        if hop.proxy is not None:
            await self._send_through(hop.proxy, request)
        if hop.host == hops[0].host:
            return await self.download(request)
        async with self.visit_host(hop.host):
            return await self.download(request)

    async def _send_through(self, proxy: Proxy, request: Request) -> None:
        """Have Scrapy dial the proxy's address, which is judged here, and the proxy resolve the name."""
        try:
            address = await self.resolver.proxy_address(proxy)
        except ProxyRefused as error:
            raise AddressRefused(error.refusal) from None
        except (OSError, UnicodeError):
            raise HopFailed(FetchOutcome.DNS_FAILED) from None
        host = f"[{address}]" if ":" in address else address
        request.meta["proxy"] = f"http://{host}:{proxy.target.port}"
        if proxy.authorization is not None:
            request.headers["Proxy-Authorization"] = proxy.authorization

    def _name(self, error: Exception, hop: Hop) -> FetchOutcome:
        outcome = error.outcome if isinstance(error, HopFailed) else name_failure(error)
        target = Target.of_url(hop.url)
        if outcome is FetchOutcome.DNS_FAILED and target is not None and self.resolver.take_refusal(target):
            outcome = FetchOutcome.REFUSED_ADDRESS
        log.debug("fetch_failed", outcome=outcome.value, error=type(error).__name__)
        return outcome


def _scrapy_request(hop: Hop, limits: Limits, deadline: Deadline) -> Request:
    own = {name.lower() for name, _ in hop.private}
    sent = [*hop.private, *((name, value) for name, value in hop.headers if name.lower() not in own)]
    headers = [(name, value.encode("latin-1", "replace")) for name, value in sent]
    meta = {
        "exception": hop.exception,
        "obeys_robots": hop.obeys_robots,
        "own_proxy": hop.proxy,
        "deadline": deadline,
        "download_maxsize": limits.body_limit_bytes,
        "enough_bytes": limits.enough_bytes,
        "is_robots_file": limits.enough_bytes is not None,
        "is_part": limits.is_part,
    }
    return Request(hop.url, headers=headers, meta=meta, dont_filter=True)


def _failure(outcome: FetchOutcome, url: str, started: float) -> FetchResult:
    elapsed = time.monotonic() - started
    return FetchResult(outcome, None, url, b"", None, None, None, None, elapsed)


def _result(request: FetchRequest, response: Response, hops: list[Hop], started: float) -> FetchResult:
    conditional = request.etag is not None or request.last_modified is not None
    outcome = outcome_of(response.status, conditional=conditional)
    blocked, behind = blockers(response)
    wait = asked_wait(header(response, "Retry-After"), datetime.now(UTC))
    return FetchResult(
        outcome=outcome,
        status=response.status,
        url=response.url,
        body=response.body if outcome is FetchOutcome.OK else b"",
        content_type=header(response, "Content-Type"),
        etag=validator(response, "ETag"),
        last_modified=validator(response, "Last-Modified"),
        retry_after_seconds=wait.total_seconds() if wait else None,
        elapsed_seconds=time.monotonic() - started,
        moved_to=hops[-1].url if len(hops) > 1 and hops[-1].permanent else None,
        max_age_seconds=max_age(header(response, "Cache-Control"), header(response, "Age")),
        links=links(response) if outcome is FetchOutcome.OK else (),
        blocked_by=blocked,
        behind=behind,
        allowed_origin=header(response, "Access-Control-Allow-Origin"),
    )
