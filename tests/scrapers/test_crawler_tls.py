"""A certificate that does not hold is a failure: an injected article would be a security event."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import trustme

from scrapers.crawler import FetchOutcome
from tests.scrapers.reporter import Reporter
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.asyncio(loop_scope="session")

ADDRESS = "127.0.0.11"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """The one certificate authority that this machine trusts."""
    authority = trustme.CA()
    with authority.cert_pem.tempfile() as bundle:
        monkeypatch.setenv("SSL_CERT_FILE", bundle)
        yield authority


async def outcome_with(certificate: trustme.LeafCert) -> FetchOutcome:
    """How a fetch from a server that shows this certificate ends."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    async with HttpServer(ADDRESS, tls=context) as outlet, Reporter() as reporter:
        outlet.publishes("/feed", b"<rss/>")
        result = await reporter.fetches(outlet)
        assert (result.outcome is FetchOutcome.OK) == bool(outlet.asked_for("/feed"))
        return result.outcome


async def test_trusted_certificate_is_accepted(reactor: None, authority: trustme.CA) -> None:
    """The usual case; without it the failures below would prove nothing."""
    assert await outcome_with(authority.issue_cert(ADDRESS)) is FetchOutcome.OK


async def test_unknown_authority_is_refused(reactor: None, authority: trustme.CA) -> None:
    """Self-signed, or signed by whoever stands in between."""
    assert await outcome_with(trustme.CA().issue_cert(ADDRESS)) is FetchOutcome.TLS_FAILED


async def test_wrong_host_is_refused(reactor: None, authority: trustme.CA) -> None:
    """A good certificate, but another site's."""
    assert await outcome_with(authority.issue_cert("akhbar.example")) is FetchOutcome.TLS_FAILED


async def test_expired_certificate_is_refused(reactor: None, authority: trustme.CA) -> None:
    """Nobody vouches for it any more."""
    assert await outcome_with(authority.issue_cert(ADDRESS, not_after=LONG_AGO)) is FetchOutcome.TLS_FAILED
