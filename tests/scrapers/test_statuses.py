"""Each way a poll can end is named in one place, with what the operator can do about it."""

from __future__ import annotations

import pytest

from scrapers.fetching import FetchOutcome, FetchResult
from scrapers.parsing.results import ParseReason
from scrapers.statuses import ADVICE, FetchStatus, is_failure, is_good, of_fetch, of_parse


def test_every_status_has_advice() -> None:
    """The operator is told what to do about each."""
    assert set(ADVICE) == set(FetchStatus)


@pytest.mark.parametrize("outcome", list(FetchOutcome))
def test_every_outcome_has_status(outcome: FetchOutcome) -> None:
    """No way a fetch can end is left without a name."""
    result = FetchResult(outcome, None, "https://e.example/", b"", None, None, None, None, 0.1)
    assert of_fetch(result) in FetchStatus


@pytest.mark.parametrize("reason", list(ParseReason))
def test_every_reason_has_status(reason: ParseReason) -> None:
    """A document that gave nothing is always a failure of its feed."""
    assert is_failure(of_parse(reason))


def test_good_polls_are_no_failures() -> None:
    """A feed that answers as it should is never slowed down."""
    assert not any(is_good(status) and is_failure(status) for status in FetchStatus)
