"""The outbox: what is due is claimed once, settled by its holder only, and can be replayed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive import deliveries
from archive.nouns import Delivery, DeliveryPlan, DeliveryState
from tests.archive.world import HOOK, LEASE_SECONDS, MAIL, NOON

if TYPE_CHECKING:
    from tests.archive.world import World

LEASE_END = NOON + timedelta(seconds=LEASE_SECONDS)
HOUR = timedelta(hours=1)


def of(world: World, state: DeliveryState | None = None) -> list[Delivery]:
    """The deliveries in a state, oldest first."""
    found = world.archive.read_now(deliveries.list_deliveries, state=state, limit=1000)
    return sorted(found, key=lambda delivery: delivery.id)


def died(world: World, *to: DeliveryPlan) -> Delivery:
    """A delivery that was given up."""
    world.alerts(*to)
    delivery = world.sender_claims()[0]
    assert world.archive.write_now(deliveries.mark_dead, delivery.id, "sender-1", "mail_refused", NOON)
    return delivery


def test_claim_counts_the_attempt(world: World) -> None:
    """An attempt is counted before it is made, so that one that kills the sender counts."""
    world.alerts(MAIL)
    delivery = world.sender_claims()[0]
    assert (delivery.attempts, delivery.lease_token, delivery.state) == (1, "sender-1", DeliveryState.DUE)


def test_claimed_deliveries_are_left_alone(world: World) -> None:
    """Nobody else sends what is being sent, until the lease ends."""
    world.alerts(MAIL)
    world.sender_claims()
    assert world.sender_claims("sender-2", LEASE_END - timedelta(microseconds=1)) == []
    taken = world.sender_claims("sender-2", LEASE_END)[0]
    assert (taken.attempts, taken.lease_token) == (2, "sender-2")


def test_message_key_never_changes(world: World) -> None:
    """A second sending carries the first one's id, whatever happened in between."""
    delivery = died(world, MAIL)
    world.archive.write_now(deliveries.retry_deliveries, None, NOON)
    assert world.sender_claims("sender-2")[0].message_key == delivery.message_key


def test_sent_deliveries_are_over(world: World) -> None:
    """What was accepted is never sent again."""
    world.alerts(MAIL)
    delivery = world.sender_claims()[0]
    assert world.archive.write_now(deliveries.mark_sent, delivery.id, "sender-1", NOON + HOUR)
    assert world.sender_claims(at=NOON + 2 * HOUR) == []
    sent = of(world, DeliveryState.SENT)[0]
    assert (sent.sent_at, sent.last_status, sent.lease_token) == (NOON + HOUR, "accepted", None)


def test_retries_wait_for_their_time(world: World) -> None:
    """A failed delivery is due again when the schedule says, with the failure's name."""
    world.alerts(MAIL)
    delivery = world.sender_claims()[0]
    assert world.archive.write_now(deliveries.mark_retry, delivery.id, "sender-1", NOON + HOUR, "greylisted")
    assert world.sender_claims(at=NOON + HOUR - timedelta(seconds=1)) == []
    again = world.sender_claims(at=NOON + HOUR)[0]
    assert (again.attempts, again.last_status) == (2, "greylisted")


def test_stale_senders_settle_nothing(world: World) -> None:
    """Who lost the lease cannot mark the other's delivery."""
    world.alerts(MAIL)
    delivery = world.sender_claims()[0]
    world.sender_claims("sender-2", LEASE_END)
    write = world.archive.write_now
    assert not write(deliveries.mark_sent, delivery.id, "sender-1", NOON)
    assert not write(deliveries.mark_retry, delivery.id, "sender-1", NOON, "late")
    assert not write(deliveries.mark_dead, delivery.id, "sender-1", "late", NOON)
    assert of(world, DeliveryState.DUE)[0].lease_token == "sender-2"


def test_dead_letters_stay_put(world: World) -> None:
    """What was given up is kept with the reason and not tried by itself."""
    died(world, MAIL)
    assert world.sender_claims(at=NOON + timedelta(days=30)) == []
    assert of(world, DeliveryState.DEAD)[0].last_status == "mail_refused"


def test_dead_letters_are_replayed(world: World) -> None:
    """A person's retry starts the schedule anew."""
    delivery = died(world, MAIL)
    assert world.archive.write_now(deliveries.retry_deliveries, [delivery.id], NOON + HOUR) == 1
    assert world.sender_claims(at=NOON + HOUR)[0].attempts == 1


def test_waiting_deliveries_are_hurried(world: World) -> None:
    """A person who mended the mail server need not wait for the schedule."""
    world.alerts(MAIL)
    delivery = world.sender_claims()[0]
    world.archive.write_now(deliveries.mark_retry, delivery.id, "sender-1", NOON + HOUR, "greylisted")
    assert world.archive.write_now(deliveries.retry_deliveries, [delivery.id], NOON) == 1
    assert len(world.sender_claims()) == 1


def test_retry_spares_the_rest(world: World) -> None:
    """Neither what was sent nor what is being sent is sent because of a retry."""
    world.alerts(MAIL, HOOK)
    sent, in_hand = world.sender_claims()
    world.archive.write_now(deliveries.mark_sent, sent.id, "sender-1", NOON)
    assert world.archive.write_now(deliveries.retry_deliveries, [sent.id, in_hand.id], NOON) == 0
    assert world.archive.write_now(deliveries.retry_deliveries, None, NOON) == 0


def test_channels_of_what_waits(world: World) -> None:
    """A retry opens only the channels that its deliveries need, and none for what was accepted."""
    world.alerts(MAIL, HOOK)
    sent, waiting = world.sender_claims()
    world.archive.write_now(deliveries.mark_sent, sent.id, "sender-1", NOON)
    assert world.archive.read_now(deliveries.unsent_channels, [sent.id, waiting.id]) == {waiting.channel}
    assert world.archive.read_now(deliveries.unsent_channels, [sent.id]) == frozenset()


def test_dead_channel_starves_nobody(world: World) -> None:
    """A thousand deliveries for a channel that is stuck leave room for the one by another."""
    stuck = [DeliveryPlan(f"desk-{number}", "stuck") for number in range(1000)]
    world.alerts(*stuck, guid="old", at=NOON - HOUR)
    world.alerts(MAIL)
    assert {delivery.channel for delivery in world.sender_claims(limit=4)} == {"stuck", "email"}


def test_channels_can_be_excluded(world: World) -> None:
    """Who knows that a channel is disabled claims around it."""
    world.alerts(MAIL, HOOK)
    claimed = world.archive.write_now(
        deliveries.claim_deliveries, "sender-1", NOON, LEASE_SECONDS, 10, exclude_channels=frozenset({"webhook"})
    )
    assert [delivery.channel for delivery in claimed] == ["email"]


def test_channels_can_be_limited(world: World) -> None:
    """A slow channel gets no more than it can take."""
    world.alerts(*(DeliveryPlan(f"amal-{number}", "email") for number in range(5)), HOOK)
    claimed = world.archive.write_now(
        deliveries.claim_deliveries, "sender-1", NOON, LEASE_SECONDS, 10, limit_per_channel=2
    )
    assert sorted(delivery.channel for delivery in claimed) == ["email", "email", "webhook"]


def test_longest_due_comes_first(world: World) -> None:
    """Within a channel nothing overtakes."""
    young = world.alerts(MAIL, guid="young", at=NOON - timedelta(minutes=1))
    old = world.alerts(MAIL, guid="old", at=NOON - HOUR)
    assert [delivery.id for delivery in world.sender_claims(limit=1)] == list(old.delivery_ids)
    assert [delivery.id for delivery in world.sender_claims(limit=1)] == list(young.delivery_ids)


def test_due_are_counted(world: World) -> None:
    """The backlog is what ought to be on its way by now."""
    world.alerts(MAIL, HOOK)
    world.alerts(MAIL, guid="tomorrow", at=NOON + timedelta(days=1))
    assert world.archive.read_now(deliveries.due_count, NOON) == 2


def test_next_due_time_is_told(world: World) -> None:
    """An idle outbox sleeps exactly until there is something to claim."""

    def next_due(*excluded: str) -> datetime | None:
        return world.archive.read_now(deliveries.earliest_attempt, exclude_channels=excluded)

    assert next_due() is None
    world.alerts(MAIL)
    assert (next_due(), next_due("email")) == (NOON, None)
    delivery = world.sender_claims()[0]
    assert next_due() == LEASE_END
    world.archive.write_now(deliveries.mark_retry, delivery.id, "sender-1", NOON + HOUR, "greylisted")
    assert next_due() == NOON + HOUR


def test_youngest_are_listed_first(world: World) -> None:
    """A list that is cut off shows what happened last."""
    ids = [world.alerts(MAIL, guid=guid).delivery_ids[0] for guid in "abc"]
    listed = world.archive.read_now(deliveries.list_deliveries, limit=2)
    assert [delivery.id for delivery in listed] == [ids[2], ids[1]]


def test_racing_senders_share_nothing(world: World) -> None:
    """Eight senders over one outbox: each delivery is in one pair of hands."""
    world.alerts(*(DeliveryPlan(f"desk-{number}", f"channel-{number % 3}") for number in range(60)))

    def drain(number: int) -> list[int]:
        mine: list[int] = []
        while claimed := world.sender_claims(f"sender-{number}", limit=7):
            mine += [delivery.id for delivery in claimed]
        return mine

    with ThreadPoolExecutor(8) as senders:
        got = [one for mine in senders.map(drain, range(8)) for one in mine]
    assert sorted(got) == [delivery.id for delivery in of(world)]
