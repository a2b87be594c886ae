"""A version of a file that lost most of it is told of; one that was pruned is not."""

from __future__ import annotations

import pytest

from scheduler.configuration.shrinking import Loss, losses


@pytest.mark.parametrize(
    ("before", "left", "is_told"),
    [
        (120, 3, True),
        (10, 4, True),
        (10, 5, False),
        (9, 1, False),
        (9, 0, True),
        (1, 0, True),
        (0, 0, False),
        (3, 9, False),
    ],
)
def test_loss_of_most_is_told(before: int, left: int, *, is_told: bool) -> None:
    """All, or more than half of at least ten: a short list is pruned by hand, and its owner knows."""
    assert losses({"places": before}, {"places": left}) == ((Loss("places", before, left),) if is_told else ())


def test_each_part_counts_for_itself() -> None:
    """What is cut off is the end: many places hide that no rule is left, and then every name alerts."""
    before = {"places": 300, "actors": 40, "rules": 6}
    assert losses(before, {"places": 300, "actors": 12}) == (Loss("actors", 40, 12), Loss("rules", 6, 0))


def test_first_version_loses_nothing() -> None:
    """There is nothing to compare it with."""
    assert losses({}, {"feeds": 4}) == ()
