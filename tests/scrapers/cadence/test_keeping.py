"""A pace as text and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.keeping import from_json, to_json
from scrapers.cadence.pace import NOTHING_LEARNED, Pace, learn
from scrapers.cadence.rates import rates

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def learned() -> Pace:
    """A pace of thirty entries."""
    return learn(NOTHING_LEARNED, [NOW - timedelta(minutes=47) * number for number in range(30)], NOW)


def test_pace_survives_being_kept() -> None:
    """A restart forgets nothing that matters."""
    pace = learned()
    kept = from_json(to_json(pace))
    for before, after in zip(rates(pace, NOW.timestamp()), rates(kept, NOW.timestamp()), strict=True):
        assert after == pytest.approx(before, rel=1e-3)
    assert from_json(to_json(kept)) == kept


def test_pace_is_kept_short() -> None:
    """It is written with each poll that found news."""
    assert len(to_json(learned())) < 800


def test_nothing_learned_is_kept_as_nothing() -> None:
    """A new feed's column is empty."""
    assert to_json(NOTHING_LEARNED) == ""
    assert from_json("") == from_json(None) == NOTHING_LEARNED


@pytest.mark.parametrize(
    "damaged",
    [
        "{",
        "[]",
        "null",
        '{"version":1}',
        "[" * 3000,
        to_json(learned())[:-1],
        to_json(learned()).replace("[1,", "[2,", 1),
        to_json(learned()).replace("0.0", "NaN", 1),
        to_json(learned()).replace("0.0", "-1", 1),
        to_json(learned()).replace("0.0", "1e999", 1),
        to_json(learned()).replace("0.0", "null", 1),
        "1" * 5000,
    ],
)
def test_damaged_pace_is_nothing_learned(damaged: str) -> None:
    """A feed is learned of anew; its poll never fails for it."""
    assert from_json(damaged) == NOTHING_LEARNED


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Nothing that stands in the column can stop a poll."""
    from_json(text)
