"""The process looks after what it stands on: a Redis that forgets is refused, a lost archive is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.database import Archive, ArchiveUnavailable
from archive.deliveries import list_deliveries
from gateway.addresses import AddressPolicy
from gateway.outbound import Outbound
from scheduler.foundation import Foundation, StartProblem
from scheduler.operator import Operator
from scheduler.redis_policy import eviction_policy, policy_problem
from scheduler.watch import ARCHIVE_FRESH_SECONDS, REDIS_LOST_AFTER, Watch
from tests.scheduler.nouns import routing_in

if TYPE_CHECKING:
    from tests.servers.redis import RedisServer


@pytest.fixture
async def watch(foundation: Foundation) -> Watch:
    """A watch that has looked once, in a service that has started."""
    operator = Operator(foundation.archive, lambda: routing_in("en"), foundation.clock, lambda: None)
    outbound = Outbound(AddressPolicy())
    watch = Watch(foundation, operator, outbound, lambda: True)
    watch.started = True
    await watch.probe()
    return watch


@pytest.mark.parametrize(
    ("policy", "is_refused"),
    [("noeviction", False), ("allkeys-lru", True), ("allkeys-random", True), ("volatile-ttl", False), (None, False)],
)
def test_policies_that_forget_are_refused(policy: str | None, *, is_refused: bool) -> None:
    """Our due times have no expiry, so volatile policies leave them alone."""
    problem = policy_problem(policy)
    assert (problem is not None) == is_refused
    if problem is not None:
        assert "noeviction" in problem


async def test_evicting_redis_refuses_the_start(watch: Watch, redis_server: RedisServer) -> None:
    """With advice; an unreachable one does not, for it may come."""
    await watch.refuse_forgetful_redis()
    redis_server.order("CONFIG", "SET", "maxmemory-policy", "allkeys-lfu")
    with pytest.raises(StartProblem, match="allkeys-lfu"):
        await watch.refuse_forgetful_redis()
    redis_server.is_killed()
    await watch.refuse_forgetful_redis()


async def test_policy_of_a_dead_redis_is_unknown(foundation: Foundation, redis_server: RedisServer) -> None:
    """Not the same as a good one, and not a reason to stop."""
    assert await eviction_policy(foundation.link) == "noeviction"
    redis_server.is_killed()
    assert await eviction_policy(foundation.link) is None


async def test_vitals_follow_redis(watch: Watch, foundation: Foundation, redis_server: RedisServer) -> None:
    """Without Redis the service is degraded, not failing: alerts go out."""
    assert watch.vitals().status == "ok"
    redis_server.is_killed()
    await watch.probe()
    assert watch.vitals().status == "degraded"
    assert foundation.metrics.registry.get_sample_value("marsad_redis_up") == 0


async def test_vitals_follow_the_archive(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked archive is waited for; one that stays away is a failure."""

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    monkeypatch.setattr(Archive, "read", locked)
    await watch.probe()
    assert watch.vitals().archive
    watch._archive_well_at -= ARCHIVE_FRESH_SECONDS
    await watch.probe()
    assert watch.vitals().status == "failing"


async def test_lost_redis_is_told_once(watch: Watch, foundation: Foundation, redis_server: RedisServer) -> None:
    """Polling has stopped: the operator must hear of it, though not at every hiccup."""
    redis_server.order("REPLICAOF", "127.0.0.1", "1")
    for probes in range(1, REDIS_LOST_AFTER + 3):
        await watch.probe()
        told = foundation.archive.read_now(list_deliveries, limit=10)
        assert len(told) == (1 if probes >= REDIS_LOST_AFTER else 0)
    assert watch.vitals().status == "degraded"
