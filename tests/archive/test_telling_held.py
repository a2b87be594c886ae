"""Nothing that is held is lost or told twice, whatever happens between its commit and its summary."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive.causes import CauseKind
from archive.feeds import sync_feeds
from archive.held_alerts import all_held, held_count
from archive.nouns import DeliveryPlan
from tests.archive import programs
from tests.archive.flood_desk import Desk
from tests.archive.world import HOOK, MAIL, NOON, item

if TYPE_CHECKING:
    from archive.database import Archive

TWO_MINUTES, HOUR = timedelta(minutes=2), timedelta(hours=1)
TELLS = """
import sys
from datetime import datetime
from alerts.flood import FloodGuard
from archive.database import Archive
from archive.telling_held import tell_held
Archive.open(sys.argv[1]).write_now(tell_held, datetime.fromisoformat(sys.argv[2]), FloodGuard())
"""


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """A feed whose first poll is over."""
    desk = Desk(archive)
    [old] = desk.claims(desk.publishes(desk.feed(), item("first")))
    desk.commits(old, "قديم", lambda _: [])
    return desk


def told(desk: Desk, to: DeliveryPlan = MAIL) -> Counter[int]:
    """How often one was told of each alert, by itself or with others."""
    alone = [
        each.alert_id
        for each in desk.sent()
        if each.alert_id and (each.recipient, each.channel) == (to.recipient, to.channel)
    ]
    listed = [
        alerts
        for name, summary in desk.addressed()
        if name == to.recipient
        for alerts in (*summary.listed, *summary.others)
    ]
    return Counter([*alone, *(number for alerts in listed for number in alerts)])


def test_kill_before_the_end_of_telling_tells_once(desk: Desk, url: str) -> None:
    """Kill -9 with all of it written but not committed: the next look tells it whole."""
    numbers = [number for _ in range(9) for number in desk.comes(NOON, MAIL, HOOK).alert_ids]
    killed = programs.run(TELLS, url, (NOON + TWO_MINUTES).isoformat(), failpoint="inside-telling")
    assert (killed.returncode, desk.held(), desk.summaries()) == (-9, 12, [])
    desk.tells(NOON + TWO_MINUTES + timedelta(seconds=5))
    assert (told(desk), told(desk, HOOK), desk.held()) == (Counter(numbers), Counter(numbers), 0)


@pytest.mark.parametrize("back", [timedelta(minutes=1), HOUR, timedelta(days=400)])
def test_clock_that_is_set_back_loses_nothing(desk: Desk, back: timedelta) -> None:
    """Held while it was ahead, told a quarter of an hour after it is right at the latest; no surge of minus minutes."""
    numbers = [number for _ in range(9) for number in desk.comes(NOON + back).alert_ids]
    surges = desk.tells(NOON) or desk.tells(NOON + timedelta(minutes=15))
    assert surges is not None
    assert (told(desk), [surge.minutes >= 1 for surge in surges]) == (Counter(numbers), [True])


def test_clock_that_is_set_forward_tells_at_once(desk: Desk) -> None:
    """Nothing waits for a time that is past."""
    numbers = [number for _ in range(9) for number in desk.comes().alert_ids]
    desk.tells(NOON + timedelta(days=400))
    assert told(desk) == Counter(numbers)


def test_removed_feed_is_told_all_the_same(desk: Desk) -> None:
    """It left the configuration while its alerts were held; so did its rule, of which nothing but the id is known."""
    numbers = [number for _ in range(9) for number in desk.comes(rule="gone").alert_ids]
    desk.archive.write_now(sync_feeds, [], NOON + timedelta(minutes=1))
    [surge] = desk.tells(NOON + TWO_MINUTES) or ()
    assert (told(desk), surge.cause.kind) == (Counter(numbers), CauseKind.FEED)


def test_each_recipient_waits_by_what_he_was_told(desk: Desk) -> None:
    """Who got three summaries within the hour waits longer for the next than somebody who got none."""
    late = DeliveryPlan("late", "email")
    for minute in (0, 16, 32):
        for _ in range(9):
            desk.comes(NOON + timedelta(minutes=minute))
        desk.tells(NOON + timedelta(minutes=minute + 15))
    at = NOON + timedelta(minutes=50)
    for _ in range(4):
        desk.comes(at, MAIL, late)
    waits = {held.to.recipient: held.tell_at - at for held in desk.archive.read_now(all_held, 10)}
    assert waits == {"amal": timedelta(minutes=15), "late": TWO_MINUTES}


def test_alert_of_two_recipients_is_held_once(desk: Desk) -> None:
    """What the operator's dashboard shows are alerts, not messages."""
    for _ in range(9):
        desk.comes(NOON, MAIL, HOOK)
    assert (desk.held(), desk.archive.read_now(held_count)) == (12, 6)


def test_very_many_are_told_in_few_summaries(desk: Desk) -> None:
    """Five hundred and one: the last summary knows the one for which there is no room."""
    entries = desk.publishes(desk.feed(), *(item(f"many{number}") for number in range(504)))
    numbers = [number for entry in entries for number in desk.done(entry, NOON).alert_ids]
    desk.tells(NOON + TWO_MINUTES)
    summaries = desk.summaries()
    assert [(len(each.listed), len(each.others)) for each in summaries] == [(100, 0)] * 4 + [(100, 1)]
    assert (summaries[-1].articles, told(desk)) == (101, Counter(numbers))
