"""What a group's members are to one of them, whatever dates their outlets claim."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alerts.reprints import LONGEST_UNSEEN, published_or_seen, reprints_of
from archive.groups import Member

SEEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
OWN = Member(1, "جريدة الفرات", "https://furat.example/1", SEEN - timedelta(hours=2), SEEN, 900)


def other(published_at: datetime | None) -> Member:
    """Another outlet's copy, seen an hour later."""
    return Member(2, "Sada", "https://sada.example/2", published_at, SEEN + timedelta(hours=1), 900)


@pytest.mark.parametrize(
    "claimed",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2027, 11, 23, tzinfo=UTC),
        SEEN - LONGEST_UNSEEN,
        SEEN + timedelta(hours=2),
        None,
    ],
)
def test_impossible_date_makes_nobody_the_earliest(claimed: datetime | None) -> None:
    """An outlet that gives 1970 or next year as its date had the news no sooner than it was seen there."""
    assert published_or_seen(other(claimed)) == other(claimed).seen_at
    assert reprints_of(1, [OWN, other(claimed)]).earliest is None


def test_earlier_date_that_can_be_is_believed() -> None:
    """A feed that is polled seldom may have had the news first."""
    first = other(SEEN - timedelta(hours=30))
    earliest = reprints_of(1, [OWN, first]).earliest
    assert earliest is not None
    assert (earliest.outlet, earliest.at) == ("Sada", first.published_at)
