"""Each way a poll can end is named in one place, with what the operator can do about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from alerts.wording import wording_for
from scrapers.fetching import FetchOutcome, FetchResult
from scrapers.health.signs import Sign
from scrapers.parsing.results import FeedItem, PageVerdict, ParsedFeed, ParseReason
from scrapers.statuses import FetchStatus, is_failure, is_good, of_document, of_fetch, of_parse, of_verdict

# These are told of an article's page; a poll never ends in one.
OF_PAGES = {
    FetchStatus.NOT_A_PAGE, FetchStatus.NO_LINK, FetchStatus.SHORT_BODY, FetchStatus.SET_ASIDE, FetchStatus.PAYWALL,
    FetchStatus.SOFT_404, FetchStatus.NEEDS_JAVASCRIPT, FetchStatus.RENDER_FAILED,
}  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_trouble_has_advice(language: str) -> None:
    """The operator is told what to do about each way in which a feed fails or ails, in his language."""
    failures = {status for status in FetchStatus if is_failure(status)} - OF_PAGES
    ailing = {FetchStatus.MOVED, FetchStatus.NO_ENTRIES, FetchStatus.TRUNCATED, FetchStatus.BROKEN_ITEMS, *Sign}
    assert set(wording_for(language).feed_advice) == {status.value for status in failures | ailing}


@pytest.mark.parametrize("status", [*FetchStatus, *Sign])
def test_every_status_is_documented(status: FetchStatus | Sign) -> None:
    """It is what stands in metrics, notices and logs."""
    rows = Path("docs/operations.md").read_text(encoding="utf-8").splitlines()
    assert any(f"`{status}`" in row.split("|")[1] for row in rows if row.startswith("|"))


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


def test_broken_items_are_told() -> None:
    """What no reading could make out is told of, though it is no failure; a missing end is the greater trouble."""
    item = FeedItem(guid="1", url="", title="هجين", published=None, summary="", content="")
    broken = ParsedFeed("rss20", "", complete=True, items=(item,), unread=1)
    assert of_document(broken) is FetchStatus.BROKEN_ITEMS
    assert not is_failure(FetchStatus.BROKEN_ITEMS)
    assert not is_good(FetchStatus.BROKEN_ITEMS)
    assert of_document(replace(broken, complete=False)) is FetchStatus.TRUNCATED
    assert of_document(replace(broken, unread=0)) is FetchStatus.OK


@pytest.mark.parametrize("verdict", list(PageVerdict))
def test_verdict_is_a_status(verdict: PageVerdict) -> None:
    """What stands in an article's place has the same name everywhere."""
    assert of_verdict(verdict) == verdict.value
