"""A summary is counted as it grows, and read back from its notice as it was written."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from archive.causes import Cause, CauseKind, Surge
from archive.nouns import Notice
from archive.summaries import MOST_LISTED, Summary, in_parts, summary_of

NUMBERS = st.integers(min_value=1, max_value=2**63 - 1)
ARTICLES = st.lists(st.lists(NUMBERS, min_size=1, max_size=5).map(tuple), max_size=MOST_LISTED).map(tuple)
CAUSES = st.builds(Cause, st.sampled_from(CauseKind), st.text(max_size=9))
SUMMARIES = st.builds(
    Summary,
    articles=st.integers(min_value=0, max_value=10**9),
    listed=ARTICLES,
    surges=st.lists(st.builds(Surge, CAUSES, NUMBERS, NUMBERS, st.floats(min_value=0, max_value=1e6))).map(tuple),
    others=ARTICLES,
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


@given(
    st.lists(st.lists(NUMBERS, min_size=1, max_size=3), min_size=1, max_size=60), st.integers(1, 9), st.integers(1, 5)
)
def test_parts_hold_each_article_once(articles: list[list[int]], most: int, parts: int) -> None:
    """Few enough, none too long, and what has no room is known to the last."""
    made = in_parts(articles, (), most, parts)
    held = [alerts for part in made for alerts in (*part.listed, *part.others)]
    assert held == [tuple(alerts) for alerts in articles]
    assert (len(made) <= parts, max(len(part.listed) for part in made) <= most) == (True, True)
    assert sum(part.articles for part in made) == len(articles)
