"""Alerts that are too many at once are held in the archive and told together, each of them once."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from threading import Barrier, Thread

import pytest

from archive import telling_held
from archive.articles import get_article
from archive.causes import Cause, CauseKind
from archive.commits import add_alerts, insert_alert
from archive.database import Archive
from archive.held_alerts import all_held, held_of
from archive.nouns import EntryState
from archive.retention import forget
from archive.summaries import Summary
from tests.archive.flood_desk import GUARD, Desk, guarded
from tests.archive.world import HOOK, MAIL, NOON, item

TWO_MINUTES, TEN_MINUTES = timedelta(minutes=2), timedelta(minutes=10)


@pytest.fixture
def fresh(archive: Archive) -> Desk:
    """A feed that was never polled."""
    return Desk(archive)


@pytest.fixture
def desk(fresh: Desk) -> Desk:
    """A feed whose first poll is over."""
    [old] = fresh.claims(fresh.publishes(fresh.feed(), item("first")))
    fresh.commits(old, "قديم", lambda _: [])
    return fresh


def test_first_alerts_of_a_surge_go_out_at_once(desk: Desk) -> None:
    """Then the others wait for each other; all are alerts, for copies to be silent."""
    committed = [desk.comes() for _ in range(8)]
    assert [len(each.delivery_ids) for each in committed] == [1, 1, 1, 0, 0, 0, 0, 0]
    assert all(each.alert_ids for each in committed)
    assert desk.held() == 5
    [held] = desk.archive.read_now(held_of, committed[-1].alert_ids)
    assert (held.to, held.cause.kind, held.tell_at) == (MAIL, CauseKind.FEED, NOON + TWO_MINUTES)


def test_feed_that_always_brings_much_is_not_held(desk: Desk) -> None:
    """Six an hour are one in ten minutes, and six times that is let pass before the next is one too many."""
    for hour in range(14, 0, -1):
        for _ in range(6):
            desk.comes(NOON - timedelta(hours=hour, minutes=30), rule=f"r{desk.published}")
        desk.tells(NOON - timedelta(hours=hour, minutes=20))
    committed = [desk.comes(NOON, rule=f"r{desk.published}") for _ in range(8)]
    assert [len(each.delivery_ids) for each in committed] == [1, 1, 1, 1, 1, 1, 0, 0]


def test_rule_is_held_whatever_the_feed(desk: Desk) -> None:
    """A name that many outlets suddenly write of; other rules go on as ever."""
    for number in range(5):
        feed = desk.feed(f"https://f{number}.example/feed")
        desk.publishes(feed, item(f"x{number}"))
        desk.done(desk.publishes(desk.feed(feed.url), item(f"y{number}"))[0], NOON)
    causes = {held.cause for held in desk.archive.read_now(all_held, 100)}
    assert (causes, desk.held()) == ({Cause(CauseKind.RULE, "hajin")}, 2)
    feed = desk.feed("https://f1.example/feed")
    assert desk.done(desk.publishes(feed, item("z"))[0], NOON, rule="other").delivery_ids


def test_one_article_floods_nobody_by_itself(desk: Desk) -> None:
    """Twelve names in one article are twelve alerts, as ever."""
    [entry] = desk.claims(desk.publishes(desk.feed(), item("many")))
    plans = [replace(guarded()([])[0], rule_id=f"name:{number}") for number in range(12)]
    committed = desk.commits(entry, "كثير", lambda _: plans)
    assert committed is not None
    assert len(committed.delivery_ids) == 12


def test_old_articles_that_are_read_again_are_held_too(desk: Desk) -> None:
    """A thousand pages read again may find much; what a changed list finds is told in a summary of its own."""
    found = desk.publishes(desk.feed(), *(item(f"old{number}") for number in range(8)))
    done = [desk.commits(entry, f"نص {entry.id}", lambda _: []) for entry in desk.claims(found)]
    old = [(each.group_id, each.article_id) for each in done if each is not None]
    tomorrow = NOON + timedelta(days=1)
    for group, article in old[:4]:
        desk.archive.write_now(insert_alert, guarded()([])[0], group, article, tomorrow)
    told = [desk.archive.write_now(add_alerts, guarded(rule="r")([]), *each, tomorrow)[1] for each in old]
    assert [len(deliveries) for deliveries in told] == [1, 1, 1, 0, 0, 0, 0, 0]


def test_flood_that_is_known_goes_on(desk: Desk) -> None:
    """While alerts of it are held the next ones join them, each priority by itself; the usual is not counted again."""
    held = [desk.comes(rule=f"r{number}") for number in range(5)][-1]
    high = desk.comes(rule="high", priority="high")
    assert (held.delivery_ids, len(high.delivery_ids)) == ((), 1)
    later = NOON + timedelta(minutes=9)
    assert desk.comes(later).delivery_ids == ()


def test_flood_ends_by_itself(desk: Desk) -> None:
    """Ten quiet minutes later alerts go out at once."""
    for _ in range(6):
        desk.comes()
    assert desk.comes(NOON + TEN_MINUTES + timedelta(seconds=1)).delivery_ids


def test_what_is_held_is_told_together(desk: Desk) -> None:
    """In one summary a recipient and channel, which says what brought it; then nothing is held any more."""
    numbers = [desk.comes(NOON, MAIL, HOOK).alert_ids for _ in range(9)]
    assert desk.tells(NOON + TWO_MINUTES - timedelta(seconds=1)) is None
    [surge] = desk.tells(NOON + TWO_MINUTES) or ()
    assert (surge.cause.kind, surge.articles, surge.minutes, surge.usual) == (CauseKind.FEED, 6, 2, 0.0)
    assert desk.summaries() == [Summary(6, tuple(numbers[3:]), (surge,))] * 2
    assert {(each.recipient, each.channel) for each in desk.sent() if each.notice_id} == {
        ("amal", "email"),
        ("desk", "webhook"),
    }
    assert (desk.held(), desk.tells(NOON + TEN_MINUTES)) == (0, None)


def test_few_are_told_one_by_one(desk: Desk) -> None:
    """A summary of two is more trouble than two alerts; they keep their order."""
    committed = [desk.comes() for _ in range(5)]
    assert desk.tells(NOON + TWO_MINUTES) == ()
    assert [each.alert_id for each in desk.sent()] == [each.alert_ids[0] for each in committed]
    assert desk.summaries() == []


def test_long_surge_is_told_at_longer_intervals(desk: Desk) -> None:
    """One that goes on: after two minutes, five later, ten later, and every quarter of an hour."""
    told, at = list[float](), NOON
    while len(told) < 5:
        desk.comes(at)
        if desk.tells(at):
            told.append((at - NOON) / timedelta(minutes=1))
        at += timedelta(seconds=30)
    gaps = [later - earlier for earlier, later in pairwise(told)]
    assert told[0] <= 4
    assert [5 <= gaps[0] <= 6, 10 <= gaps[1] <= 11, all(15 <= gap <= 16 for gap in gaps[2:])] == [True] * 3


def test_many_are_listed_in_parts(desk: Desk) -> None:
    """No article is left out of what a call may hold."""
    for _ in range(25):
        desk.comes(NOON, HOOK)
    desk.tells(NOON + TWO_MINUTES)
    assert [summary.articles for summary in desk.summaries()] == [15, 7]
    listed = [number for summary in desk.summaries() for alerts in summary.listed for number in alerts]
    assert len(set(listed)) == 22


def test_two_tellers_tell_once(desk: Desk, url: str) -> None:
    """Each alert is in one summary when two alerters look at once."""
    for _ in range(20):
        desk.comes(NOON, MAIL, HOOK)
    together = Barrier(2)

    def tell() -> None:
        with closing(Archive.open(url)) as archive:
            together.wait()
            archive.write_now(telling_held.tell_held, NOON + TWO_MINUTES, GUARD)

    tellers = [Thread(target=tell) for _ in range(2)]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    for recipient in ("amal", "desk"):
        listed = [alerts for to, summary in desk.addressed() if to == recipient for alerts in summary.listed]
        assert (len(listed), len(set(listed))) == (17, 17)


def test_clock_that_was_wrong_holds_nobody_up(desk: Desk) -> None:
    """What was held while it was a day ahead is told when it is right again."""
    for _ in range(9):
        desk.comes(NOON + timedelta(days=1))
    assert desk.tells(NOON) is not None


def test_held_alert_keeps_its_article(desk: Desk) -> None:
    """Housekeeping may run first after a service stood still for long; the summary still has its articles."""
    committed = [desk.comes() for _ in range(8)]
    much_later = NOON + timedelta(days=100)
    desk.archive.write_now(forget, much_later, raw_page_days=7, article_days=90, limit=100)
    kept = [each for each in committed if desk.archive.read_now(get_article, each.article_id)]
    assert kept[-5:] == committed[3:]


def test_few_entries_of_a_first_poll_alert_at_once(fresh: Desk) -> None:
    """A site that lists three."""
    found = fresh.publishes(fresh.feed(), *(item(f"{number}") for number in range(3)))
    assert all(fresh.done(entry, NOON).delivery_ids for entry in found)


def test_first_poll_is_told_together_when_it_is_done(fresh: Desk) -> None:
    """Not before its last entry, and not a minute later; the next poll's entries alert as ever."""
    found = fresh.publishes(fresh.feed(), *(item(f"{number}") for number in range(8)))
    for entry in found[:-1]:
        assert not fresh.done(entry, NOON).delivery_ids
        assert fresh.tells(NOON) is None
    fresh.done(found[-1], NOON)
    [surge] = fresh.tells(NOON) or ()
    assert (surge.cause.kind, [summary.articles for summary in fresh.summaries()]) == (CauseKind.FIRST_POLL, [8])
    assert fresh.comes(NOON).delivery_ids


def test_slow_first_poll_is_not_waited_for_long(fresh: Desk) -> None:
    """Five minutes at the latest, however many pages are to be read still."""
    found = fresh.publishes(fresh.feed(), *(item(f"{number}") for number in range(8)))
    for entry in found[:5]:
        fresh.done(entry, NOON)
    assert fresh.tells(NOON + timedelta(minutes=5) - timedelta(seconds=1)) is None
    fresh.tells(NOON + timedelta(minutes=5))
    assert [summary.articles for summary in fresh.summaries()] == [5]


def test_set_aside_entry_holds_up_no_first_poll(fresh: Desk) -> None:
    """An entry that a person must look at is done with."""
    found = fresh.publishes(fresh.feed(), *(item(f"{number}") for number in range(5)))
    for entry in found[:-1]:
        fresh.done(entry, NOON)
    [last] = fresh.claims([found[-1]])
    fresh.commits(last, "آخر", lambda _: [], final_state=EntryState.SET_ASIDE)
    assert fresh.tells(NOON) is not None
