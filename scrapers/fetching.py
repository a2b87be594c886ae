"""What the crawler is asked for and what it answers: requests, results and the fixed list of outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gateway.addresses import Target
    from gateway.proxies import Proxy

Kind = Literal["feed", "page", "part"]


class FetchOutcome(StrEnum):
    """How a fetch ended. All but the first two are failures; ``http_error`` is told apart by the status."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    TOO_BIG = "too_big"
    TIMEOUT = "timeout"
    REFUSED_ADDRESS = "refused_address"
    ROBOTS_DENIED = "robots_denied"
    REDIRECT_LOOP = "redirect_loop"
    DNS_FAILED = "dns_failed"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    PROXY_REFUSED = "proxy_refused"
    HTTP_ERROR = "http_error"
    DECODE_FAILED = "decode_failed"
    HOST_BUSY = "host_busy"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A feed's user and password; sent to the origin of the request's own URL and nowhere else."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One thing to fetch; ``etag`` and ``last_modified`` make it conditional.

    ``exception`` is the target that the configuration excepts from the address policy for this feed. ``headers`` and
    ``credentials`` stay with the origin of ``home``, ``ignores_robots`` with its host; without a ``home``, that is
    ``url``. Through ``proxy`` goes everything, redirects and robots.txt too. What ``is_withheld`` is not asked for.
    A ``part`` is what a page being rendered asks for, and ``origin`` that page's; no pause is kept before it.
    """

    url: str
    kind: Kind
    etag: str | None = None
    last_modified: str | None = None
    exception: Target | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    credentials: Credentials | None = None
    home: str | None = None
    ignores_robots: bool = False
    proxy: Proxy | None = None
    is_withheld: bool = False
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How a fetch ended and what it brought: ``body`` is decompressed, and empty unless the outcome is ``ok``.

    ``url`` is the last one asked; ``status`` is None when no answer came. ``moved_to`` is where the answer came from
    when every redirect on the way said that it is for good; ``max_age_seconds`` how long it stays fresh by its headers;
    ``links`` are its Link headers as they came. ``blocked_by`` is who answered in the site's place with a challenge,
    ``behind`` whose network a refusal came through. ``time_share`` is the share of its time that the fetch took.
    ``allowed_origin`` is whose pages may read it beside those of its own site.
    """

    outcome: FetchOutcome
    status: int | None
    url: str
    body: bytes = field(repr=False)
    content_type: str | None
    etag: str | None
    last_modified: str | None
    retry_after_seconds: float | None
    elapsed_seconds: float
    moved_to: str | None = None
    max_age_seconds: float | None = None
    links: tuple[str, ...] = ()
    blocked_by: str | None = None
    behind: str | None = None
    time_share: float = 0.0
    allowed_origin: str | None = None
