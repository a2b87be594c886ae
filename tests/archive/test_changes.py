"""What is new in an alert, as texts that comparisons keep and people read."""

from __future__ import annotations

import pytest

from archive.changes import Change


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change("5", "3"), "3 → 5"),
        (Change("هجين", "البصيرة"), "البصيرة → هجين"),
        (Change("SDF قسد"), "SDF قسد"),
    ],
)
def test_change_is_read_as_it_was_written(change: Change, text: str) -> None:
    """The number before must not be told as the new one."""
    assert (str(change), Change.from_text(text)) == (text, change)


def test_nothing_before_is_not_known() -> None:
    """A comparison may have no word for the elder's."""
    assert Change.from_text(" → 5") == Change("5", None)
