"""One wrong link must not spread."""

from __future__ import annotations

from scrapers.copies.nouns import Relation, Verdict
from scrapers.copies.wrong_links import held_to

COPY = Verdict(2, Relation.COPY, 0.9, ())
TWIN = Verdict(1, Relation.OTHER_FACTS, 0.8, ("3 → 5",))
SERIES = Verdict(1, Relation.SERIES, 0.9, ("هجين → البصيرة",))


def test_copy_of_a_copy_is_held_to_what_was_told() -> None:
    """It copies an article whose group was told of other news: that alert must not silence it."""
    assert held_to(COPY, [TWIN]) == TWIN
    assert held_to(Verdict(2, Relation.AGAIN, 1.0, ()), [COPY, SERIES]) == SERIES


def test_copy_of_what_was_told_joins() -> None:
    """Nor does an article of the group with too little in common say anything against it."""
    assert held_to(COPY, []) == COPY
    assert held_to(COPY, [Verdict(1, Relation.COPY, 0.5, ())]) == COPY


def test_what_does_not_join_stays_as_it_is() -> None:
    """There is no link to be wrong."""
    assert held_to(TWIN, [SERIES]) == TWIN
