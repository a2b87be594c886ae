"""Subscriptions at hubs: claimed before anything is asked, and never two ways at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archive import feeds, hub_changes, subscriptions
from archive.nouns import PushState, Subscription
from archive.remembering import remember_pushed
from tests.archive.world import NOON, item

if TYPE_CHECKING:
    from archive.database import Archive
    from archive.nouns import Feed
    from tests.archive.world import World

HUB, OTHER_HUB, TOPIC = "https://hub.example/", "https://other.example/", "https://enab.example/feed"
TOKEN, SECRET = "t" * 43, "5e" * 32
HOUR = timedelta(hours=1)
ASKED = {"hub": HUB, "callback": "https://desk.example/push", "token": TOKEN, "secret": SECRET}


class Desk:
    """One feed, and what happens to its subscription."""

    def __init__(self, world: World) -> None:
        self.archive: Archive = world.archive
        self.world = world
        self.feed: Feed = world.feed()

    @property
    def row(self) -> Subscription:
        """As it stands."""
        found = self.archive.read_now(subscriptions.of_feed, self.feed.id)
        assert found is not None
        return found

    def offers(self, *hubs: str, topic: str = TOPIC, at: datetime = NOON) -> None:
        """A poll saw this."""
        self.archive.write_now(subscriptions.note_offer, self.feed.id, hubs, topic, at)

    def claims(self, known: Subscription | None = None, at: datetime = NOON, mode: str = "subscribe") -> bool:
        """Somebody is about to ask the hub."""
        state = PushState.PENDING.value if mode == "subscribe" else PushState.ENDING.value
        asked = ASKED | {"asked_mode": mode, "state": state}
        return self.archive.write_now(hub_changes.claim, known or self.row, at, at + HOUR, asked)

    def confirms(self, at: datetime = NOON) -> bool:
        """The hub verifies."""
        return self.archive.write_now(hub_changes.confirm, self.row, at, at + 3 * HOUR, at + 2 * HOUR)

    def waiting(self, at: datetime = NOON, *, wanted: bool = True) -> list[PushState]:
        """The states of what something is to be done about."""
        callback = ASKED["callback"] if wanted else None
        found = self.archive.read_now(subscriptions.waiting, at, 10, callback=callback, moved_before=at)
        return [one.state for one in found]


@pytest.fixture
def desk(world: World) -> Desk:
    """A feed that offers push."""
    desk = Desk(world)
    desk.offers(HUB)
    return desk


def test_offer_waits_to_be_taken(desk: Desk) -> None:
    """Where push is configured; what is offered is kept either way."""
    assert (desk.waiting(), desk.waiting(wanted=False)) == ([PushState.OFFERED], [])
    assert desk.archive.read_now(subscriptions.offers) == {desk.feed.id: ((HUB,), TOPIC)}


def test_second_claim_fails(desk: Desk) -> None:
    """Two crawlers do not ask the same hub for the same thing."""
    known = desk.row
    assert (desk.claims(known), desk.claims(known)) == (True, False)
    assert (desk.row.state, desk.row.failures, desk.waiting()) == (PushState.PENDING, 1, [])


def test_claim_of_the_dead_falls_due(desk: Desk) -> None:
    """Whoever claimed was killed before the hub was asked: it is asked again, and the failure is counted."""
    desk.claims()
    assert desk.waiting(NOON + HOUR) == [PushState.PENDING]
    assert desk.claims(at=NOON + HOUR)
    assert desk.row.failures == 2


def test_confirmed_is_active_until_renewed(desk: Desk) -> None:
    """At the time set for it; a renewal that is not verified leaves the lease as it is."""
    desk.claims()
    assert desk.confirms()
    assert (desk.row.state, desk.row.failures, desk.row.asked_mode) == (PushState.ACTIVE, 0, None)
    assert desk.waiting(NOON + HOUR) == []
    assert desk.waiting(NOON + 2 * HOUR) == [PushState.ACTIVE]
    assert not desk.confirms()


def test_lease_that_ended_is_told(desk: Desk) -> None:
    """Even when the next attempt is far off."""
    desk.claims()
    desk.confirms()
    desk.archive.write_now(
        hub_changes.claim, desk.row, NOON + 2 * HOUR, NOON + 9 * HOUR, {"asked_mode": "subscribe"}
    )  # fmt: skip
    assert desk.row.state is PushState.ACTIVE
    assert desk.waiting(NOON + 3 * HOUR) == [PushState.ACTIVE]


@pytest.mark.parametrize("end", ["disabled", "off"])
def test_unwanted_is_to_be_ended(desk: Desk, end: str) -> None:
    """The feed is gone from feeds.yaml, or push is; the hub verifies, and everything of it is forgotten."""
    desk.claims()
    desk.confirms()
    if end == "disabled":
        desk.archive.write_now(feeds.sync_feeds, [], NOON)
    wanted = end == "disabled"
    assert desk.waiting(wanted=wanted) == [PushState.ACTIVE]
    desk.claims(mode="unsubscribe")
    assert desk.waiting(wanted=wanted) == []
    assert desk.archive.write_now(hub_changes.confirm_end, desk.row, NOON)
    assert (desk.row.state, desk.row.token, desk.row.secret) == (PushState.ENDED, None, None)
    assert desk.waiting(NOON + 9 * HOUR, wanted=wanted) == []


@pytest.mark.parametrize(("hubs", "topic"), [((OTHER_HUB,), TOPIC), ((HUB,), TOPIC + "/new")])
def test_other_offer_begins_anew(desk: Desk, hubs: tuple[str, ...], topic: str) -> None:
    """With another token, so that what the old hub still sends is refused."""
    desk.claims()
    desk.confirms()
    desk.offers(*hubs, topic=topic)
    assert (desk.row.state, desk.row.token, desk.row.hub, desk.row.topic) == (PushState.OFFERED, None, None, topic)
    assert desk.archive.read_now(subscriptions.of_token, TOKEN) is None


def test_same_hub_among_others_stays(desk: Desk) -> None:
    """A feed may offer one more, or leave out all of them for once."""
    desk.claims()
    desk.confirms()
    desk.offers(OTHER_HUB, HUB)
    desk.offers()
    assert (desk.row.state, desk.row.hubs, desk.row.hub) == (PushState.ACTIVE, (), HUB)
    assert desk.waiting(NOON + 2 * HOUR) == []
    desk.offers(HUB, at=NOON + 2 * HOUR)
    assert desk.waiting(NOON + 2 * HOUR) == [PushState.ACTIVE]


def test_unread_content_is_found(desk: Desk) -> None:
    """Whoever had accepted it was killed; what came and was read after it does not hide that."""
    later = NOON + timedelta(minutes=1)
    for at in (NOON, later):
        desk.archive.write_now(subscriptions.accept, desk.feed.id, at)
    desk.archive.write_now(subscriptions.settle, desk.feed.id, later, None)
    assert desk.archive.read_now(subscriptions.unsettled, NOON + HOUR) == [(desk.feed.id, NOON)]
    desk.archive.write_now(subscriptions.settle, desk.feed.id, NOON, later)
    assert desk.archive.read_now(subscriptions.unsettled, NOON + HOUR) == [(desk.feed.id, later)]
    desk.archive.write_now(subscriptions.settle, desk.feed.id, later, None)
    assert desk.archive.read_now(subscriptions.unsettled, NOON + HOUR) == []
    assert desk.row.delivered == len((NOON, later))


def test_missed_entry_has_the_hub_asked_anew(desk: Desk) -> None:
    """Not when it was asked a moment ago: the entry may be older than that."""
    desk.claims()
    desk.confirms()
    desk.archive.write_now(subscriptions.note_missed, desk.feed.id, NOON, NOON - HOUR)
    assert desk.waiting() == []
    desk.archive.write_now(subscriptions.note_missed, desk.feed.id, NOON + HOUR, NOON + timedelta(minutes=59))
    assert (desk.waiting(NOON + HOUR), desk.row.missed) == ([PushState.ACTIVE], 2)


def test_secrets_do_not_show(desk: Desk) -> None:
    """What ends up in a log line is a repr."""
    desk.claims()
    assert SECRET not in repr(desk.row)
    assert TOKEN not in repr(desk.row)


def test_pushed_entries_vouch_for_nothing(desk: Desk) -> None:
    """A hub's document is no answer of the feed's server: its validators and the notes of its polls stay."""
    (first,) = desk.world.publishes(desk.feed, item("1"))
    before = desk.world.feed()
    pushed = desk.archive.write_now(
        remember_pushed,
        desk.feed.id,
        [item("1"), item("2", "قصف آخر")],
        NOON + HOUR,
        guids_unreliable=False,
        learn=lambda _: "{}",
    )
    after = desk.world.feed()
    assert [(entry.feed_id, entry.from_first_poll) for entry in pushed] == [(first.feed_id, False)]
    assert (after.validators, after.last_polled_at, after.status) == (
        before.validators, before.last_polled_at, before.status,
    )  # fmt: skip
    assert after.last_entry_at == NOON + HOUR
    assert desk.world.publishes(after, item("1"), item("2", "قصف آخر")) == []
