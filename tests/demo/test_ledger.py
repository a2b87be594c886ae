"""The torture tests' verdict: what counts as lost, as doubled, and as doubled for a reason."""

from __future__ import annotations

import pytest

from bench.harness.ledger import Acceptance, judge

WANTED = ("/piece-1", "raqqa")


def accepted(*moments: float, message_id: str = "a", channel: str = "email") -> list[Acceptance]:
    """The wanted alert was accepted at these moments."""
    return [Acceptance(channel, WANTED, message_id, moment) for moment in moments]


WEBHOOK = accepted(1.0, message_id="w", channel="webhook")


def test_each_channel_once_is_spotless() -> None:
    """Both channels deliver every alert."""
    assert judge([WANTED], [*accepted(1.0), *WEBHOOK], []).spotless


def test_missing_channel_is_lost() -> None:
    """A webhook call does not make up for a mail."""
    assert judge([WANTED], WEBHOOK, []).lost == 1


def test_double_around_a_kill_holds() -> None:
    """A kill between acceptance and record may send again, under the same id; that is not spotless."""
    verdict = judge([WANTED], [*accepted(1.0, 9.0), *WEBHOOK], kills=[1.5])
    assert verdict.holds
    assert not verdict.spotless


@pytest.mark.parametrize("kills", [[], [0.5], [8.0], [20.0]])
def test_double_without_a_kill_is_unexplained(kills: list[float]) -> None:
    """A kill before the first acceptance, long after it, or after the second explains nothing."""
    verdict = judge([WANTED], [*accepted(1.0, 9.0), *WEBHOOK], kills)
    assert verdict.unexplained == 1
    assert not verdict.holds


def test_double_under_another_id_fails() -> None:
    """Receivers drop repeats by their id, so an id of its own makes a repeat a second alert."""
    doubled = [*accepted(1.0), *accepted(2.0, message_id="b"), *WEBHOOK]
    assert not judge([WANTED], doubled, kills=[1.5]).holds


def test_unwanted_alert_fails() -> None:
    """An alert about something nobody published is wrong too."""
    assert judge([], WEBHOOK, []).unexpected == 1
