"""How long a host is left in peace, by a clock that the test moves."""

from __future__ import annotations

import pytest

from scrapers.pauses import Pauses

HOST, OTHER = "akhbar.example", "sahafa.example"


class Clock:
    """Monotonic seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Now."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


def test_pause_counts_from_the_end_of_a_request(clock: Clock) -> None:
    """A slow page already gave its host no rest."""
    pauses = Pauses(2.0, clock)
    assert pauses.left(HOST) == 0
    pauses.asked(HOST)
    clock.now += 0.5
    assert pauses.left(HOST) == pytest.approx(1.5)
    assert pauses.left(OTHER) == 0
    clock.now += 5
    assert pauses.left(HOST) == 0


def test_delay_counts_from_the_request_that_told_of_it(clock: Clock) -> None:
    """That for robots.txt itself, even where no pause is configured."""
    pauses = Pauses(0.0, clock)
    pauses.asked(HOST)
    assert pauses.left(HOST) == 0
    pauses.raise_to(HOST, 5.0, 3600)
    clock.now += 1
    assert pauses.left(HOST) == 4


def test_changed_pause_counts_at_once(clock: Clock) -> None:
    """feeds.yaml changes while the service runs."""
    pauses = Pauses(10.0, clock)
    pauses.asked(HOST)
    pauses.seconds = 0.0
    assert pauses.left(HOST) == 0
    pauses.seconds = 3.0
    assert pauses.left(HOST) == 3


def test_delay_raises_and_never_lowers(clock: Clock) -> None:
    """What robots.txt asks for counts for the time given, up to half a minute."""
    pauses = Pauses(2.0, clock)
    pauses.raise_to(HOST, 0.5, 3600)
    assert pauses.of(HOST) == 2
    pauses.raise_to(HOST, 500.0, 3600)
    assert (pauses.of(HOST), pauses.of(OTHER)) == (30, 2)
    clock.now += 3600
    assert pauses.of(HOST) == 2


def test_longest_delay_in_force_counts(clock: Clock) -> None:
    """The https and the http site of a host are one machine; the milder file does not undo the other."""
    pauses = Pauses(1.0, clock)
    pauses.raise_to(HOST, 10.0, 3600)
    pauses.raise_to(HOST, 0.0, 7200)
    assert pauses.of(HOST) == 10


def test_robots_file_keeps_the_ordinary_pause(clock: Clock) -> None:
    """Its delay is for what it speaks of."""
    pauses = Pauses(1.0, clock)
    pauses.raise_to(HOST, 10.0, 3600)
    pauses.asked(HOST)
    assert (pauses.left(HOST), pauses.left(HOST, 0.0)) == (10, 1)


def test_memory_is_bounded(clock: Clock) -> None:
    """Links lead to hosts without end."""
    pauses = Pauses(1.0, clock)
    for number in range(50):
        pauses.asked(f"{number}.example")
        clock.now += 1
    assert len(pauses._asked) <= 31
    for number in range(20_100):
        pauses.raise_to(f"{number}.example", 5.0, 3600)
    assert len(pauses._delays) == 20_000
