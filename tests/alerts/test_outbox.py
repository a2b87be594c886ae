"""The outbox by itself: claiming, waking, recording, stopping."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from alerts.errors import AlertsError
from alerts.options import Carried
from alerts.routing import Routing
from alerts.settings import EMAIL
from archive.errors import ArchiveUnavailable
from archive.notices import add_notice
from archive.nouns import DeliveryPlan, DeliveryState
from tests.alerts.channels_of_tests import Broken, Gate
from tests.alerts.world import World, mail_channel, operator, recipient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from alerts.outbox import Outbox
    from tests.servers.mail import MailServer


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait until it holds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what it waits for stands in a database
            await asyncio.sleep(0.01)


class Running:
    """An outbox at work; leaving stops it."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self._stop = asyncio.Event()

    async def __aenter__(self) -> Outbox:
        """Start it."""
        self._task = asyncio.create_task(self.outbox.run(self._stop))
        await asyncio.sleep(0)
        return self.outbox

    async def __aexit__(self, *_: object) -> None:
        """Stop it and wait."""
        self._stop.set()
        await self._task


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    """A channel that holds what it is given until it is opened, at the latest by the end of the test."""
    gate = Gate(is_open=False)
    yield gate
    gate.open()


def sent(world: World) -> list[bool]:
    """Which deliveries are done."""
    return [delivery.state is DeliveryState.SENT for delivery in world.deliveries()]


async def test_due_deliveries_are_found_unasked(world: World) -> None:
    """The archive alone is enough: no queue has to say that something is due."""
    world.channels = {EMAIL: Gate()}
    async with Running(world.outbox(poll_seconds=0.02)):
        await world.publishes()
        await eventually(lambda: sent(world) == [True])


async def test_waking_spares_the_wait(world: World) -> None:
    """A word from another thread makes it look at once."""
    world.channels = {EMAIL: Gate()}
    async with Running(world.outbox(poll_seconds=3600)) as outbox:
        await asyncio.sleep(0.1)
        await world.publishes()
        threading.Thread(target=outbox.wake).start()
        await eventually(lambda: sent(world) == [True])


async def test_waking_a_resting_outbox_is_harmless(world: World) -> None:
    """Before it runs and after it stopped there is nobody to wake."""
    outbox = world.outbox()
    outbox.wake()
    async with Running(outbox):
        pass
    outbox.wake()


async def test_stopping_finishes_what_is_under_way(world: World, gate: Gate) -> None:
    """A sending that has begun is recorded before the process goes."""
    world.channels = {EMAIL: gate}
    await world.publishes()
    async with Running(world.outbox()):
        await eventually(lambda: bool(gate.given))
        asyncio.get_running_loop().call_later(0.1, gate.open)
    assert sent(world) == [True]


async def test_stopping_waits_only_so_long(world: World, gate: Gate) -> None:
    """A sending that will not end is left to its lease; the delivery stays due."""
    world.channels = {EMAIL: gate}
    await world.publishes()
    async with asyncio.timeout(5):
        async with Running(world.outbox(drain_seconds=0.1)):
            await eventually(lambda: bool(gate.given))
    assert world.deliveries()[0].state is DeliveryState.DUE


async def test_lost_lease_is_not_sent_twice(world: World, gate: Gate) -> None:
    """A sending that outlives its lease goes on, under the next lease, instead of beside a second one."""
    world.channels = {EMAIL: gate}
    await world.publishes()
    async with Running(world.outbox()):
        await eventually(lambda: bool(gate.given))
        world.later(minutes=10)
        await eventually(lambda: world.deliveries()[0].attempts == 2)
        gate.open()
        await eventually(lambda: sent(world) == [True])
    assert list(gate.given.values()) == [1]


async def test_two_outboxes_share_the_work(world: World) -> None:
    """With two alerters each delivery is sent once, with its own key."""
    gate = Gate()
    world.channels = {EMAIL: gate}
    world.routing = Routing(operator(EMAIL), tuple(recipient(f"p{number}") for number in range(40)))
    await world.publishes()
    async with Running(world.outbox(slots_per_channel=2)), Running(world.outbox(slots_per_channel=2)):
        await eventually(lambda: all(sent(world)))
    assert sorted(gate.given.values()) == [1] * 40


async def test_locked_archive_does_not_double(world: World, server: MailServer, lock: sqlite3.Connection) -> None:
    """The archive is locked when the server accepts: the mail is recorded later and not sent again."""
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    async with Running(world.outbox()):
        server.when_mail_comes = lambda: lock.execute("BEGIN IMMEDIATE")
        await eventually(lambda: bool(server.mails))
        await asyncio.sleep(0.3)
        assert sent(world) == [False]
        lock.rollback()
        await eventually(lambda: sent(world) == [True])
    assert len(server.mails) == 1


@pytest.fixture
def lock(world: World) -> sqlite3.Connection:
    """Somebody else's connection to the archive's file, who waits long for his turn."""
    (_, _, file) = world.archive.read_now(lambda tx: tx.exec_driver_sql("PRAGMA database_list").one())
    return sqlite3.connect(file, isolation_level=None, timeout=10)


async def test_accepted_is_recorded_until_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive fails just when the receiver has accepted: recording goes on, sending does not."""
    gate = Gate(is_open=False)
    world.channels = {EMAIL: gate}
    await world.publishes()
    write, away = world.archive.write, [True] * 3

    async def unreliable(*args: object, **kwargs: object) -> object:
        if gate.is_open and away:
            away.pop()
            raise ArchiveUnavailable("the disk is full")
        return await write(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(world.archive, "write", unreliable)
    async with Running(world.outbox()):
        await eventually(lambda: bool(gate.given))
        gate.open()
        await eventually(lambda: sent(world) == [True])
    assert not away
    assert list(gate.given.values()) == [1]


async def test_archive_that_comes_back_is_drained(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that is away for a while stops nothing for good."""
    world.channels = {EMAIL: Gate()}
    await world.publishes()
    read, away = world.archive.read, [True] * 3

    async def unreliable(*args: object, **kwargs: object) -> object:
        if away:
            away.pop()
            raise ArchiveUnavailable("the disk is full")
        return await read(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(world.archive, "read", unreliable)
    async with Running(world.outbox()):
        await eventually(lambda: sent(world) == [True])


async def test_mistake_in_a_channel_costs_an_attempt(world: World) -> None:
    """An error nobody thought of is one failed attempt; the outbox lives."""
    world.channels = {EMAIL: Broken()}
    await world.publishes()
    await world.delivers()
    (delivery,) = world.deliveries()
    assert (delivery.state, delivery.last_status) == (DeliveryState.DUE, "crashed")


async def test_missing_channel_waits(world: World) -> None:
    """Without a mail server alerts wait for one, and the operator is told of it."""
    await world.publishes()
    await world.delivers()
    assert world.alert_deliveries()[0].last_status == "channel_missing"
    assert world.alert_deliveries()[0].state is DeliveryState.DUE
    assert [notice.kind for notice in world.notices()] == ["channel-refused"]


async def test_recipient_who_left_is_a_dead_letter(world: World) -> None:
    """A reload may remove a recipient while an alert for him waits."""
    await world.publishes()
    world.routing = Routing(operator(EMAIL), (recipient("another"),))
    world.channels = {EMAIL: Gate()}
    await world.delivers()
    assert world.alert_deliveries()[0].last_status == "recipient_gone"


async def test_reload_changes_the_channels(world: World) -> None:
    """A new configuration sends what comes after it."""
    before, after = Gate(), Gate()
    world.channels = {EMAIL: before}
    async with Running(world.outbox()) as outbox:
        await world.publishes()
        await eventually(lambda: sent(world) == [True])
        outbox.configure({EMAIL: after}, world.routing)
        await world.publishes(body="نص آخر عن هجين لا يشبه ما قبله.")
        await eventually(lambda: sent(world) == [True, True])
    assert (before.given.total(), after.given.total()) == (1, 1)


def test_lease_outlives_every_sending(world: World) -> None:
    """A lease shorter than a channel's deadline would send twice, so it is refused at the start."""
    world.channels = {EMAIL: Gate()}
    with pytest.raises(AlertsError):
        world.outbox(lease_seconds=20)


async def test_observer_counts_by_number(world: World) -> None:
    """Metrics learn of each sending: its channel by number, its outcome, its delays; a notice is no alert."""
    seen: list[Carried] = []

    class Observing:
        def carried(self, sending: Carried) -> None:
            assert sending.seconds >= 0
            seen.append(replace(sending, seconds=0))

    world.channels, world.observer = {EMAIL: Gate()}, Observing()
    await world.publishes(read_for_seconds=3)
    world.later(seconds=2)
    await world.archive.write(add_notice, "startup", "Marsad started", [], [DeliveryPlan("operator", EMAIL)], world.now)
    await world.delivers()
    alert, notice = Carried(0, "sent", 0, 2, 5), Carried(0, "sent", 0, None, None)
    assert sorted(seen, key=lambda sending: sending.since_commit_seconds is None) == [alert, notice]
