"""When a crawler turns to a changed list: decided without a clock."""

from __future__ import annotations

from scheduler.catch_up_times import RESUME_SECONDS, SETTLE_SECONDS, CatchUpTimes, Move
from scheduler.configuration.edition import Edition

OLD, NEW = Edition(b"old"), Edition(b"new")
NOTED = CatchUpTimes().noted(OLD, 100)


def test_new_list_is_noted_at_once() -> None:
    """Also while another one settles; and again until it was noted."""
    assert CatchUpTimes().move(OLD, 0) is Move.TAKE_NOTE
    assert NOTED.move(NEW, 100) is Move.TAKE_NOTE


def test_list_settles_before_it_is_applied() -> None:
    """Articles that were matched by the list before are committed by then."""
    assert NOTED.move(OLD, 100 + SETTLE_SECONDS - 1) is Move.WAIT
    assert NOTED.move(OLD, 100 + SETTLE_SECONDS) is Move.BEGIN


def test_failed_beginning_is_tried_again() -> None:
    """An archive that was away does not lose the change."""
    looked = NOTED.looked(105)
    assert looked.move(OLD, 105 + RESUME_SECONDS - 1) is Move.WAIT
    assert looked.move(OLD, 105 + RESUME_SECONDS) is Move.BEGIN


def test_what_others_left_is_looked_for() -> None:
    """Now and then, by every crawler."""
    assert NOTED.looked(105).begun().move(OLD, 105 + RESUME_SECONDS) is Move.GO_ON
