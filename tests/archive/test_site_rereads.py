"""A site's pages are read again by one crawler at a time, and not forgotten before that is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import leases
from archive.site_rereads import SiteReread, ask_reread, claim_site, finish_site, hold_site, put_site_off
from tests.archive.world import NOON

if TYPE_CHECKING:
    from datetime import datetime

    from archive.database import Archive

SITE, OTHER = "enab.example", "wire.example"
SOON = timedelta(minutes=5)
LEASE_SECONDS = 60.0
ENDED = timedelta(seconds=LEASE_SECONDS)


class Sites:
    """The archive as crawlers see it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def asks(self, site: str = SITE, at: datetime = NOON) -> None:
        """A page that was just committed tells more of its site."""
        self.archive.write_now(ask_reread, site, at, at + SOON)

    def claims(self, by: str, at: datetime) -> SiteReread | None:
        """A crawler looks for a site that is due."""
        return self.archive.write_now(claim_site, by, at, LEASE_SECONDS)

    def finishes(self, claim: SiteReread | None, by: str, at: datetime) -> None:
        """It has read them all."""
        assert claim is not None
        self.archive.write_now(finish_site, claim, by, at + SOON)


@pytest.fixture
def sites(archive: Archive) -> Sites:
    """Nothing is asked for yet."""
    return Sites(archive)


def test_asked_site_is_done_once(sites: Sites) -> None:
    """It is due when its first page said so, however many say so after it."""
    sites.asks()
    sites.asks(at=NOON + SOON / 2)
    assert sites.claims("one", NOON + SOON - timedelta(seconds=1)) is None
    claim = sites.claims("one", NOON + SOON)
    assert claim == SiteReread(SITE, NOON + SOON / 2, 1)
    sites.finishes(claim, "one", NOON + SOON)
    assert sites.claims("one", NOON + timedelta(days=1)) is None


def test_one_crawler_at_a_time(sites: Sites) -> None:
    """Also where several sites are due: this is work for a quiet moment."""
    sites.asks()
    sites.asks(OTHER, NOON + timedelta(seconds=1))
    now = NOON + 2 * SOON
    claim = sites.claims("one", now)
    assert claim is not None
    assert claim.site == SITE
    assert sites.claims("two", now) is None
    sites.finishes(claim, "one", now)
    other = sites.claims("two", now)
    assert other is not None
    assert other.site == OTHER


def test_asked_anew_meanwhile_is_due_again(sites: Sites) -> None:
    """What came while the pages were read may say more."""
    sites.asks()
    now = NOON + SOON
    claim = sites.claims("one", now)
    sites.asks(at=now + timedelta(seconds=1))
    sites.finishes(claim, "one", now + timedelta(seconds=2))
    assert sites.claims("one", now + SOON) is None
    again = sites.claims("one", now + timedelta(seconds=2) + SOON)
    assert again is not None
    assert again.attempts == 1


def test_dead_crawlers_site_is_taken_up(sites: Sites) -> None:
    """When its lease has ended, or at once by a start that knows it dead; its attempts count."""
    sites.asks()
    now = NOON + SOON
    dead = sites.claims("dead", now)
    assert sites.archive.write_now(hold_site, SITE, "dead", now + ENDED / 2, LEASE_SECONDS)
    assert sites.claims("two", now + ENDED) is None
    second = sites.claims("two", now + 1.5 * ENDED)
    assert (dead, second) == (SiteReread(SITE, NOON, 1), SiteReread(SITE, NOON, 2))
    assert not sites.archive.write_now(hold_site, SITE, "dead", now + 1.5 * ENDED, LEASE_SECONDS)
    sites.finishes(dead, "dead", now)
    sites.archive.write_now(leases.drop_leases)
    assert sites.claims("three", now + 1.5 * ENDED) == SiteReread(SITE, NOON, 3)


@pytest.mark.parametrize(("counts", "attempts"), [(True, 2), (False, 1)])
def test_put_off_site_comes_again(sites: Sites, counts: bool, attempts: int) -> None:  # noqa: FBT001 - pytest's way
    """Redis is away, or a matcher process died."""
    sites.asks()
    now = NOON + SOON
    sites.claims("one", now)
    sites.archive.write_now(put_site_off, SITE, "one", now + SOON, count_attempt=counts)
    assert sites.claims("one", now) is None
    assert sites.claims("one", now + SOON) == SiteReread(SITE, NOON, attempts)
