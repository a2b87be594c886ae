"""The hops of a fetch: what is asked of the first URL, and what may go along when a server sends us elsewhere."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from w3lib.url import safe_url_string

from gateway.addresses import Target
from gateway.host_names import LONGEST_HOST
from scrapers.sites import host_of

if TYPE_CHECKING:
    from gateway.proxies import Proxy
    from scrapers.fetching import Credentials, FetchRequest

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
PERMANENT_STATUSES = frozenset({301, 308})
_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.8",
    "page": "text/html, application/xhtml+xml, */*;q=0.8",
    "part": "*/*",
}


@dataclass(frozen=True, slots=True)
class Hop:
    """One URL of a fetch and what is sent to it: ``headers`` to any origin, ``private`` to the first one only.

    ``permanent``: every redirect that led here said that it is for good. At the host ``unbound_at`` robots.txt forbids
    nothing.
    """

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    private: tuple[tuple[str, str], ...] = ()
    exception: Target | None = None
    permanent: bool = True
    unbound_at: str = ""
    proxy: Proxy | None = None

    @property
    def host(self) -> str:
        """The host as the URL spells it, in lower case."""
        return host_of(self.url)

    @property
    def obeys_robots(self) -> bool:
        """Whether the host's robots.txt may forbid it."""
        return not self.unbound_at or self.host != self.unbound_at


def first_hop(request: FetchRequest) -> Hop:
    """What is asked of the request's own URL; its exception counts only if the URL leads to that very target."""
    url, home = urldefrag(request.url).url, request.home or request.url
    exception = request.exception if request.exception == Target.of_url(url) else None
    private = _private(request) if _origin(url) == _origin(home) else ()
    unbound_at = host_of(home) if request.ignores_robots else ""
    return Hop(url, _headers(request), private, exception, unbound_at=unbound_at, proxy=request.proxy)


def next_hop(hop: Hop, location: bytes, *, permanent: bool = False) -> Hop:
    """Where an answer to ``hop`` sends us; another origin gets nothing private, another target no exception."""
    place = location.strip().decode("utf-8", "replace")
    is_sound = len(host_of(place)) < LONGEST_HOST  # else no host at all, which is refused as it stands
    url = urldefrag(urljoin(hop.url, safe_url_string(location.strip()) if is_sound else place)).url
    private = hop.private if _origin(url) == _origin(hop.url) else ()
    exception = hop.exception if Target.of_url(url) == hop.exception else None
    return replace(hop, url=url, private=private, exception=exception, permanent=hop.permanent and permanent)


def _headers(request: FetchRequest) -> tuple[tuple[str, str], ...]:
    headers = [("Accept", _ACCEPT[request.kind])]
    if request.etag is not None:
        headers.append(("If-None-Match", request.etag))
    if request.last_modified is not None:
        headers.append(("If-Modified-Since", request.last_modified))
    if request.origin is not None:
        headers.append(("Origin", request.origin))
    if request.kind == "feed":
        # A feed is next asked in minutes: thousands of idle connections would be kept open for nothing.
        headers.append(("Connection", "close"))
    return tuple(headers)


def _private(request: FetchRequest) -> tuple[tuple[str, str], ...]:
    if request.credentials is None:
        return request.headers
    return (*request.headers, ("Authorization", _basic(request.credentials)))


def _basic(credentials: Credentials) -> str:
    """RFC 7617, in UTF-8."""
    pair = f"{credentials.user}:{credentials.password}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _origin(url: str) -> tuple[str, Target | None]:
    return url.partition(":")[0].lower(), Target.of_url(url)
