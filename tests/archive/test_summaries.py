"""A summary is counted as it grows, and read back from its notice as it was written."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from archive.nouns import Notice
from archive.summaries import MOST_LISTED, Summary, summary_of

NUMBERS = st.integers(min_value=1, max_value=2**63 - 1)
SUMMARIES = st.builds(
    Summary,
    articles=st.integers(min_value=0, max_value=10**9),
    listed=st.lists(st.lists(NUMBERS, min_size=1, max_size=5).map(tuple), max_size=MOST_LISTED).map(tuple),
)


@given(SUMMARIES)
def test_lines_are_read_as_they_were_written(summary: Summary) -> None:
    """The outbox reads them days later, in another process."""
    assert Summary.from_lines(summary.to_lines()) == summary


def test_youngest_are_listed_and_all_are_counted() -> None:
    """A message of a thousand lines is read by nobody."""
    summary = Summary()
    for number in range(1, MOST_LISTED + 4):
        summary = summary.plus([number, 100 + number])
    assert summary.articles == MOST_LISTED + 3
    assert (summary.listed[0], summary.listed[-1], len(summary.listed)) == ((4, 104), (23, 123), MOST_LISTED)


def test_other_notices_are_none() -> None:
    """A notice to the operator may hold lines of any words."""
    assert summary_of(Notice(1, "feed", "", ("3 entries",), datetime(2026, 11, 22, tzinfo=UTC))) is None
