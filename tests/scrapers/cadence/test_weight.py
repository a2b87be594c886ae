"""How much a source matters."""

from __future__ import annotations

import pytest

from scrapers.cadence.weight import LEAST, MOST, weight_of


def test_new_source_weighs_like_others() -> None:
    """Nothing is known against it."""
    assert weight_of(0, 0, 0.05) == 1


def test_source_that_matters_more_weighs_more() -> None:
    """Twice the share of articles that matched, about twice the weight."""
    assert weight_of(100, 1000, 0.05) == pytest.approx(2, rel=0.05)


def test_source_that_never_matched_keeps_a_minimum() -> None:
    """Its first match must not be found a day late."""
    assert weight_of(0, 100_000, 0.05) == LEAST


def test_weight_is_bounded() -> None:
    """One source about nothing but the watchlist does not eat the budget."""
    assert weight_of(1000, 1000, 0.001) == MOST


def test_empty_watchlist_weighs_all_alike() -> None:
    """Before anything matched, sources differ by their pace alone."""
    assert weight_of(0, 500, 0) == 1
