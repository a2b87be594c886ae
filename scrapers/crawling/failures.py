"""Naming failures: each way in which a download can fail becomes one outcome of the fixed list."""

from __future__ import annotations

import zlib
from traceback import clear_frames
from typing import TYPE_CHECKING

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    StopDownload,
    UnsupportedURLSchemeError,
)
from twisted.web.client import ResponseFailed

from gateway.redis_link import RedisUnavailable
from scrapers.crawling.bounded_answers import AnswerUnbounded
from scrapers.crawling.tunnels import TunnelError
from scrapers.fetching import FetchOutcome
from scrapers.hosts import HostBusy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gateway.addresses import Refusal


class HopFailed(Exception):
    """A hop ended without an answer to be used; the outcome says how."""

    permanent = False

    def __init__(self, outcome: FetchOutcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


class AddressRefused(IgnoreRequest):
    """The address policy forbids the request."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class RobotsDenied(IgnoreRequest):
    """The host's robots.txt forbids the request."""


_OUTCOMES: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], FetchOutcome], ...] = (
    ((AddressRefused, UnsupportedURLSchemeError, NotSupported), FetchOutcome.REFUSED_ADDRESS),
    (RobotsDenied, FetchOutcome.ROBOTS_DENIED),
    ((DownloadTimeoutError, TimeoutError, StopDownload), FetchOutcome.TIMEOUT),
    # Scrapy cancels a download for its size alone, and drops what grows too big while it is decompressed.
    ((DownloadCancelledError, IgnoreRequest), FetchOutcome.TOO_BIG),
    (CannotResolveHostError, FetchOutcome.DNS_FAILED),
    (TunnelError, FetchOutcome.PROXY_REFUSED),
    ((HostBusy, RedisUnavailable), FetchOutcome.HOST_BUSY),
)
# The modules in which the TLS libraries below Twisted keep their errors.
_TLS_MODULES = ("OpenSSL", "service_identity", "twisted.internet._sslverify")
_CODEC_MODULES = ("brotli", "_brotli", "backports.zstd", "compression.zstd", "zlib", "gzip")


def name_failure(error: Exception) -> FetchOutcome:
    """The outcome that an exception of the download stands for; a broken connection when nothing else fits."""
    for kinds, outcome in _OUTCOMES:
        if isinstance(error, kinds):
            return outcome
    causes = list(_causes(error))
    if any(isinstance(cause, AnswerUnbounded) for cause in causes):
        return FetchOutcome.TOO_BIG
    if any(type(cause).__module__.startswith(_TLS_MODULES) for cause in causes):
        return FetchOutcome.TLS_FAILED
    if any(isinstance(cause, zlib.error) or type(cause).__module__.startswith(_CODEC_MODULES) for cause in causes):
        return FetchOutcome.DECODE_FAILED
    return FetchOutcome.CONNECTION_FAILED


def release_frames(error: Exception) -> None:
    """Free what the frames that an error came through still hold, such as megabytes half unpacked.

    Twisted keeps a failure in a cycle with those frames, and the collector may not come by for hundreds of fetches.
    """
    for cause in _causes(error):
        clear_frames(cause.__traceback__)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what caused it, and what Twisted wraps in either."""
    yield error
    if isinstance(error, ResponseFailed):
        for failure in error.reasons:
            yield from _causes(failure.value)
    if error.__cause__ is not None:
        yield from _causes(error.__cause__)
