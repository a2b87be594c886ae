"""The demo's verdict finds every way in which alerts can go wrong."""

from __future__ import annotations

from scheduler.demo.nouns import ExpectedAlert
from scheduler.demo.oracle import Landed, judge

BAKERY, BRIDGE = ExpectedAlert("bakery", "hajin"), ExpectedAlert("floating-bridge", "deir-ez-zor")


def landed(*alerts: ExpectedAlert, channels: tuple[str, ...] = ("email", "webhook")) -> list[Landed]:
    """Each alert arrives by each channel after a second."""
    return [Landed(channel, alert, 1.0) for alert in alerts for channel in channels]


def test_everything_once_holds() -> None:
    """An alert counts once per channel."""
    verdict = judge([BAKERY, BRIDGE], landed(BAKERY, BRIDGE))
    assert verdict.holds
    assert (verdict.expected, verdict.delivered) == (4, 4)


def test_one_channel_missing_is_lost() -> None:
    """A webhook alone does not make up for the email."""
    verdict = judge([BAKERY], landed(BAKERY, channels=("webhook",)))
    assert verdict.lost == 1
    assert not verdict.holds


def test_second_sending_is_doubled() -> None:
    """The same alert twice by one channel is what users call a flood."""
    verdict = judge([BAKERY], landed(BAKERY, BAKERY))
    assert verdict.doubled == 2
    assert not verdict.holds


def test_alert_that_nobody_expected_fails() -> None:
    """An alert about a hybrid crop must not pass because the numbers happen to agree."""
    verdict = judge([BAKERY], landed(BRIDGE))
    assert (verdict.lost, verdict.unexpected) == (2, 2)
    assert not verdict.holds


def test_percentiles_of_the_seconds() -> None:
    """The outcome tells how long half and how long nearly all alerts took."""
    verdict = judge([], [Landed("email", BAKERY, float(second)) for second in range(101)])
    assert (verdict.percentile(50), verdict.percentile(95)) == (50.0, 95.0)
    assert judge([], []).percentile(95) == 0.0
