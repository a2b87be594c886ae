"""A start that is alone frees what a killed process held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.leases import drop_leases
from tests.archive.world import MAIL, item

if TYPE_CHECKING:
    from tests.archive.world import World


def test_dropped_leases_free_all(world: World) -> None:
    """After kill -9 and a restart nothing waits for a lease to end; the attempts still count."""
    world.alerts(MAIL)
    world.sender_claims()
    held = world.claims(world.publishes(world.feed(), item("2")))
    assert world.archive.write_now(drop_leases) == 2
    assert world.archive.write_now(drop_leases) == 0
    assert [entry.attempts for entry in world.claims(held, "worker-2")] == [2]
    assert [delivery.attempts for delivery in world.sender_claims("sender-2")] == [2]
