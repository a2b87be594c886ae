"""Which status is a failure of which kind."""

from __future__ import annotations

import pytest

from scrapers.cadence.failing import FailureKind
from scrapers.cadence.kinds import kind_of
from scrapers.statuses import FetchStatus


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (FetchStatus.NOT_FOUND, FailureKind.HARD),
        (FetchStatus.GONE, FailureKind.HARD),
        (FetchStatus.NOT_A_FEED, FailureKind.HARD),
        (FetchStatus.SERVER_ERROR, FailureKind.SOFT),
        (FetchStatus.TIMEOUT, FailureKind.SOFT),
        (FetchStatus.PROXY_REFUSED, FailureKind.SOFT),
        (FetchStatus.INTERNAL_ERROR, FailureKind.SOFT),
        (FetchStatus.DNS_FAILED, FailureKind.TEMPORARY),
        (FetchStatus.RATE_LIMITED, FailureKind.TEMPORARY),
        (FetchStatus.HOST_BUSY, FailureKind.TEMPORARY),
        (FetchStatus.OK, None),
        (FetchStatus.UNCHANGED, None),
        (FetchStatus.TRUNCATED, None),
    ],
)
def test_status_tells_the_kind(status: FetchStatus, kind: FailureKind | None) -> None:
    """A missing page, a server in trouble and a passing hindrance are not waited for alike."""
    assert kind_of(status) is kind
