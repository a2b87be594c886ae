"""The outbox under any order of sending, failing, killing and waiting, against a model in plain Python."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from archive import deliveries
from archive.database import Archive
from archive.nouns import Delivery, DeliveryPlan, DeliveryState
from tests.archive.world import LEASE_SECONDS, NOON, World

WAIT = timedelta(seconds=LEASE_SECONDS / 2)
COUNTS = st.integers(1, 4)


@dataclass
class Expected:
    """What the model knows of one delivery."""

    state: DeliveryState = DeliveryState.DUE
    claimable_at: datetime = NOON
    accepted: int = 0
    killed_after_acceptance: int = 0


@dataclass
class Sender:
    """A sender and what it holds; a killed one forgets both."""

    token: str
    holds: list[Delivery] = field(default_factory=list)


class Outbox(RuleBasedStateMachine):
    """Senders come and die; time moves on; every delivery must come to exactly one end."""

    archive: ClassVar[Archive]

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.archive)
        self.now = NOON
        self.expected: dict[int, Expected] = {}
        self.senders = 1
        self.sender = Sender("sender-1")

    @rule(count=COUNTS, channel=st.sampled_from(["email", "webhook"]))
    def alert(self, count: int, channel: str) -> None:
        """An article is committed that alerts a few recipients."""
        to = [DeliveryPlan(f"desk-{number}", channel) for number in range(count)]
        committed = self.world.alerts(*to, guid=f"guid-{len(self.expected)}", at=self.now)
        self.expected.update({number: Expected(claimable_at=self.now) for number in committed.delivery_ids})

    @rule(limit=COUNTS)
    def claim(self, limit: int) -> None:
        """The sender claims: only what is claimable, as much of it as it may."""
        claimable = {number for number, one in self.expected.items() if self._claimable(one)}
        claimed = self.world.sender_claims(self.sender.token, self.now, limit)
        assert {delivery.id for delivery in claimed} <= claimable
        assert len(claimed) == min(limit, len(claimable))
        for delivery in claimed:
            self.expected[delivery.id].claimable_at = self.now + timedelta(seconds=LEASE_SECONDS)
        self.sender.holds += claimed

    @rule()
    def accepted(self) -> None:
        """The receiver accepts, and the sender lives to note it."""
        if self.sender.holds:
            delivery = self.sender.holds.pop()
            mine = self._is_mine(delivery)
            self.expected[delivery.id].accepted += 1
            assert self._write(deliveries.mark_sent, delivery.id, self.sender.token, self.now) is mine
            self._settle(delivery, DeliveryState.SENT, mine=mine)
            if not mine:
                self.expected[delivery.id].killed_after_acceptance += 1

    @rule(wait=st.integers(0, 3))
    def failed(self, wait: int) -> None:
        """The receiver is not there; it is tried again later."""
        if self.sender.holds:
            delivery = self.sender.holds.pop()
            mine, later = self._is_mine(delivery), self.now + wait * WAIT
            done = self._write(deliveries.mark_retry, delivery.id, self.sender.token, later, "refused")
            assert done is mine
            self._settle(delivery, DeliveryState.DUE, later, mine=mine)

    @rule()
    def refused(self) -> None:
        """The receiver will never take it."""
        if self.sender.holds:
            delivery = self.sender.holds.pop()
            mine = self._is_mine(delivery)
            assert self._write(deliveries.mark_dead, delivery.id, self.sender.token, "gone", self.now) is mine
            self._settle(delivery, DeliveryState.DEAD, mine=mine)

    @rule(after_acceptance=st.booleans())
    def kill(self, after_acceptance: bool) -> None:  # noqa: FBT001 - drawn by name
        """The sender dies with all it holds, perhaps just after the receiver accepted one."""
        if after_acceptance and self.sender.holds:
            unlucky = self.expected[self.sender.holds[-1].id]
            unlucky.accepted += 1
            unlucky.killed_after_acceptance += 1
        self.senders += 1
        self.sender = Sender(f"sender-{self.senders}")

    @rule()
    def replay(self) -> None:
        """A person replays the dead letters."""
        dead = [one for one in self.expected.values() if one.state is DeliveryState.DEAD]
        assert self._write(deliveries.retry_deliveries, None, self.now) == len(dead)
        for one in dead:
            one.state, one.claimable_at = DeliveryState.DUE, self.now

    @rule()
    def wait(self) -> None:
        """Time goes by: half a lease."""
        self.now += WAIT

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        """States agree with the model, and a second acceptance only follows a death after the first."""
        listed = self.archive.read_now(deliveries.list_deliveries, limit=10_000)
        assert {delivery.id: delivery.state for delivery in listed} == {
            number: one.state for number, one in self.expected.items()
        }
        for one in self.expected.values():
            assert one.accepted - one.killed_after_acceptance == (one.state is DeliveryState.SENT)

    def teardown(self) -> None:
        """In the end everything that is due is delivered, and leaves nothing."""
        self.now += timedelta(days=1)
        self.sender = Sender("last")
        while any(one.state is DeliveryState.DUE for one in self.expected.values()):
            self.claim(limit=50)
            while self.sender.holds:
                self.accepted()
        self.nothing_is_lost_or_doubled()

    def _claimable(self, one: Expected) -> bool:
        return one.state is DeliveryState.DUE and one.claimable_at <= self.now

    def _is_mine(self, delivery: Delivery) -> bool:
        found = self.archive.read_now(deliveries.list_deliveries, limit=10_000)
        return any(one.id == delivery.id and one.lease_token == self.sender.token for one in found)

    def _settle(self, delivery: Delivery, state: DeliveryState, at: datetime | None = None, *, mine: bool) -> None:
        if mine:
            self.expected[delivery.id].state = state
            self.expected[delivery.id].claimable_at = at or self.now

    def _write(self, work: object, *args: object) -> object:
        return self.archive.write_now(work, *args)  # type: ignore[arg-type]


@pytest.mark.slow
def test_outbox_keeps_its_promise(migrated_file: Path) -> None:
    """No order of events loses a delivery or sends one twice without a death in between."""

    class OnFreshArchive(Outbox):
        def __init__(self) -> None:
            self.place = Path(tempfile.mkdtemp())
            shutil.copy(migrated_file, self.place / "archive.db")
            type(self).archive = Archive.open(f"sqlite:///{self.place}/archive.db")
            super().__init__()

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                self.archive.close()
                shutil.rmtree(self.place)

    run_state_machine_as_test(
        OnFreshArchive,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
