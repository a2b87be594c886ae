"""Numbers of people as spreadsheets of many countries write them."""

from __future__ import annotations

import pytest

from watchlist.people import people_in


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("97.000", 97_000),
        ("1,234,567.00", 1_234_567),
        ("1.234.567,5", 1_234_567),
        ("12,34,567", 1_234_567),
        ("٩٧٬٠٠٠", 97_000),
        ("1234.567", 1_234),
        ("97.5", 97),
        (" 0 ", 0),
        ("1.2.3", None),
        ("-5", None),
        ("many", None),
        ("", None),
        ("9" * 13, None),
        ("1." * 1_000_000, None),
    ],
)
def test_cell_says_how_many(cell: str, people: int | None) -> None:
    """Three digits behind a sign are thousands; anything that is no number is left to be told as a mistake."""
    assert people_in(cell) == people
