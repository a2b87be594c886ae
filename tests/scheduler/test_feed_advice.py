"""The notice about failing feeds says what can be done about them."""

from __future__ import annotations

import pytest

from scheduler.feed_watch.notices import advice_on


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_status_is_explained_once(language: str) -> None:
    """A hundred feeds of one status need one line."""
    lines = advice_on(["timeout", "not_found", "timeout"], language)
    assert [line.partition(":")[0] for line in lines] == ["timeout", "not_found"]


def test_languages_differ() -> None:
    """An Arabic-speaking operator reads Arabic."""
    assert advice_on(["gone"], "ar") != advice_on(["gone"], "en")


def test_good_status_needs_no_advice() -> None:
    """A feed that has just recovered is not talked about."""
    assert advice_on(["ok"], "en") == ()
