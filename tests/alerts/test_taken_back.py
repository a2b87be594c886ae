"""A wire's correction is printed by every outlet that has the wire; readers need it once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alerts.news import Reason
from alerts.taken_back import once_in_thread
from archive.nouns import Alert, AlertPlan

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OWN, OTHER = 1, 2


def alert(article: int, reason: Reason, *covers: str) -> Alert:
    """What was told in the thread, of an article."""
    return Alert(1, "fighting", 1, 1, article, "high", frozenset(covers or ("hajin",)), NOON, reason)


def is_told(reason: Reason, *committed: Alert, covers: tuple[str, ...] = ("hajin",)) -> bool:
    """Whether an edit of our own article is told of for this reason."""
    plan = AlertPlan("fighting", 9, "high", frozenset(covers), (), reason)
    return bool(once_in_thread(lambda _: [plan], OWN)(committed))


@pytest.mark.parametrize("reason", [Reason.CORRECTED, Reason.RETRACTED])
def test_second_outlet_is_silent(reason: Reason) -> None:
    """Its copy was silent, and so is what it takes back."""
    assert is_told(reason, alert(OTHER, Reason.FIRST))
    assert not is_told(reason, alert(OTHER, Reason.FIRST), alert(OTHER, reason))


def test_article_that_was_told_of_is_corrected_again() -> None:
    """One more thing was wrong in it."""
    assert is_told(Reason.CORRECTED, alert(OWN, Reason.FIRST), alert(OWN, Reason.CORRECTED))


def test_retraction_after_a_correction_is_told() -> None:
    """It says more."""
    assert is_told(Reason.RETRACTED, alert(OTHER, Reason.FIRST), alert(OTHER, Reason.CORRECTED))


def test_new_name_is_told() -> None:
    """With the correction in which it stands."""
    told = alert(OTHER, Reason.CORRECTED)
    assert is_told(Reason.CORRECTED, told, covers=("hajin", "sdf"))


def test_other_reasons_are_left_alone() -> None:
    """They are the policy's own business."""
    assert is_told(Reason.NAMES, alert(OTHER, Reason.NAMES))
