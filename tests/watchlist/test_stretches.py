"""Which of many stretches is near is told without looking at each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watchlist.stretches import Stretch, Stretches

STRETCHES = st.builds(lambda start, length: Stretch(start, start + length), st.integers(0, 30), st.integers(1, 8))


@given(st.lists(STRETCHES), STRETCHES, STRETCHES)
def test_near_ones_are_found_without_looking_at_all(several: list[Stretch], area: Stretch, mention: Stretch) -> None:
    """The same answers as from comparing each."""
    area = Stretch(min(area.start, mention.start), max(area.end, mention.end))
    inside = [each for each in several if each.start < area.end and area.start < each.end]
    beside = [each for each in inside if each.end <= mention.start or each.start >= mention.end]
    assert Stretches(several).touch(area) == bool(inside)
    assert Stretches(several).touch_beside(area, mention) == bool(beside)
