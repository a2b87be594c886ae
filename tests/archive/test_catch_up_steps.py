"""Who may work at a changed list, from where, and what is told when: decided without an archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from archive.catch_up_steps import Addressed, CatchUp, NewAlert, Step, Turn, begun, continued, finished
from archive.summaries import Summary
from tests.archive.world import HOOK, MAIL, NOON

LEASE = timedelta(seconds=60)
DAY = timedelta(hours=24)
ONE, TWO = Turn("one", NOON, LEASE), Turn("two", NOON, LEASE)
TOLD = (Addressed(MAIL, Summary(2, ((1, 2), (3,)))),)
UNDER_WAY = CatchUp("new", NOON - DAY, 7, "one", NOON + LEASE, TOLD)


@pytest.mark.parametrize("known", [None, CatchUp("new")])
def test_unknown_and_applied_lists_make_no_work(known: CatchUp | None) -> None:
    """A first start floods nobody, nor does a restart."""
    assert begun(known, "new", NOON - DAY, ONE) is None
    assert continued(known, "new", ONE) is None


def test_changed_list_begins_anew_and_tells_what_was_found() -> None:
    """Nothing that the older one found is lost, even while another crawler is at it."""
    then = CatchUp("newer", NOON - DAY, holder="two", until=NOON + LEASE)
    assert begun(UNDER_WAY, "newer", NOON - DAY, TWO) == Step(then, TOLD)


@pytest.mark.parametrize(
    ("known", "turn", "is_taken"),
    [
        (UNDER_WAY, ONE, True),
        (UNDER_WAY, TWO, False),
        (UNDER_WAY, TWO._replace(now=NOON + LEASE), True),
        (UNDER_WAY.freed(), TWO, True),
        (replace(UNDER_WAY, edition="other"), ONE, False),
    ],
)
def test_one_is_at_work(known: CatchUp, turn: Turn, *, is_taken: bool) -> None:
    """The holder, or anybody once its lease has run out or was dropped; nobody at a list that is not his."""
    step = continued(known, "new", turn)
    assert step == (Step(replace(UNDER_WAY, holder=turn.token, until=turn.until)) if is_taken else None)


def test_articles_are_counted_for_each_recipient() -> None:
    """An article with two alerts is one to its reader; one without deliveries is nobody's."""
    page = [[NewAlert(4, (MAIL, HOOK)), NewAlert(5, (MAIL,))], [NewAlert(6, ())], []]
    known = UNDER_WAY.advanced(9, page, ONE._replace(now=NOON + LEASE))
    assert (known.after, known.until) == (9, NOON + 2 * LEASE)
    assert known.told == (
        Addressed(MAIL, Summary(3, ((1, 2), (3,), (4, 5)))),
        Addressed(HOOK, Summary(1, ((4,),))),
    )


def test_end_tells_all() -> None:
    """And leaves nothing under way."""
    assert finished(UNDER_WAY) == Step(CatchUp("new"), TOLD)


@pytest.mark.parametrize("known", [CatchUp("new"), UNDER_WAY, UNDER_WAY.freed()])
def test_row_is_read_as_it_was_written(known: CatchUp) -> None:
    """A step happens only while the row equals what the crawler knows."""
    assert CatchUp.from_json(known.to_json()) == known
