"""What both forms of the index promise: the same cases in memory and in Redis."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scrapers.copies.index import FEWEST_SHARED, MOST_CANDIDATES, TENTATIVE_FOR, WINDOW
from scrapers.copies.nouns import Candidate, Sketch
from tests.scrapers.copies.meeting import OTHER_WIRE, WIRE, MeetingPlace, part_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapers.copies.index import Kept
    from tests.servers.redis import RedisServer

SECOND = timedelta(seconds=1)


@pytest.fixture(params=["memory", "redis"])
async def place(request: pytest.FixtureRequest, redis_server: RedisServer) -> AsyncIterator[MeetingPlace]:
    """An index that is whole, and empty."""
    place = MeetingPlace()
    if request.param == "redis":
        place.in_redis(redis_server)
    await place.index.restore([])
    yield place
    await place.close()


async def test_younger_sees_elder(place: MeetingPlace) -> None:
    """A reprint is found by what it has in common."""
    await place.keeps(1)
    assert await place.meets(2) == (Candidate(1, len(WIRE.prints), tentative=False),)


async def test_nobody_meets_itself(place: MeetingPlace) -> None:
    """An entry that is worked on again after a crash must not be silenced by itself."""
    assert await place.meets(1) == ()
    assert await place.meets(1) == ()
    await place.index.keep(1)
    assert await place.meets(1) == ()


async def test_elder_is_tentative_until_kept(place: MeetingPlace) -> None:
    """The younger waits for the elder's commit, and no longer."""
    await place.meets(1)
    assert [elder.tentative for elder in await place.meets(2)] == [True]
    await place.index.keep(1)
    assert [elder.tentative for elder in await place.meets(2)] == [False]


async def test_unknown_numbers_are_nothing(place: MeetingPlace) -> None:
    """Short texts never met, and are committed like all others."""
    await place.index.keep(7)
    assert await place.elders(1) == []


async def test_empty_sketches_never_meet(place: MeetingPlace) -> None:
    """Two failed extractions are equal, and prove nothing."""
    await place.keeps(1, Sketch(()))
    assert await place.elders(2, Sketch(())) == []


async def test_order_is_of_the_first_meeting(place: MeetingPlace) -> None:
    """Meeting again keeps its place: two never wait for each other."""
    await place.meets(1)
    await place.meets(2)
    assert await place.elders(1) == []
    assert await place.elders(2) == [1]


async def test_changed_text_keeps_its_place(place: MeetingPlace) -> None:
    """A page that was edited between two tries meets as what it is now, where it stood."""
    await place.meets(1, OTHER_WIRE)
    await place.meets(2, WIRE)
    assert await place.elders(1, WIRE) == []
    assert await place.elders(2, WIRE) == [1]
    assert await place.elders(3, OTHER_WIRE) == []


async def test_kept_younger_is_seen(place: MeetingPlace) -> None:
    """Who was overtaken while its worker was dead is a copy now, though it had met first."""
    await place.meets(1)
    await place.keeps(2)
    assert await place.meets(1) == (Candidate(2, len(WIRE.prints), tentative=False),)


async def test_lease_ends_waiting(place: MeetingPlace) -> None:
    """Nobody waits for a dead worker; but if it died after the commit its article still counts."""
    await place.meets(1)
    place.passes(TENTATIVE_FOR - SECOND)
    assert [elder.tentative for elder in await place.meets(2)] == [True]
    place.passes(2 * SECOND)
    assert await place.meets(2) == (Candidate(1, len(WIRE.prints), tentative=False),)


async def test_meeting_again_renews_the_lease(place: MeetingPlace) -> None:
    """A worker that itself waits is alive."""
    await place.meets(1)
    place.passes(TENTATIVE_FOR - SECOND)
    await place.meets(1)
    place.passes(TENTATIVE_FOR - SECOND)
    assert [elder.tentative for elder in await place.meets(2)] == [True]


async def test_window_ends(place: MeetingPlace) -> None:
    """The same words after three days are a new report."""
    await place.keeps(1)
    place.passes(WINDOW)
    assert await place.elders(2) == [1]
    place.passes(SECOND)
    assert await place.elders(3) == [2]


async def test_most_shared_come_first(place: MeetingPlace) -> None:
    """The best match must be among the few that are compared word by word."""
    for number, shared in ((1, 10), (2, 30), (3, 20), (4, 30)):
        await place.keeps(number, part_of(WIRE, shared, of_own=number))
    assert [(elder.number, elder.shared) for elder in await place.meets(9)] == [(4, 30), (2, 30), (3, 20), (1, 10)]


async def test_chance_is_no_candidate(place: MeetingPlace) -> None:
    """Three words in common are no sign of a copy."""
    await place.keeps(1, part_of(WIRE, FEWEST_SHARED - 1))
    await place.keeps(2, part_of(WIRE, FEWEST_SHARED))
    assert await place.elders(3) == [2]


async def test_candidates_are_few(place: MeetingPlace) -> None:
    """A wire text that fifty outlets print costs no more than sixteen comparisons."""
    for number in range(1, 51):
        await place.keeps(number)
    assert len(await place.elders(51)) == MOST_CANDIDATES


async def test_best_match_is_found_in_a_series(place: MeetingPlace) -> None:
    """A reprint of one of two hundred village reports that share a template is compared with that one."""
    for number in range(1, 201):
        await place.keeps(number, part_of(WIRE, 30, of_own=number))
    found = await place.meets(999, part_of(WIRE, 30, of_own=77))
    assert (found[0].number, found[0].shared) == (77, 60)


async def test_entry_numbers_may_be_large(place: MeetingPlace) -> None:
    """A service that runs for years counts beyond 32 bits."""
    number = (1 << 40) + 5
    await place.keeps(number)
    assert await place.elders(5) == [number]
    assert await place.elders(6) == [number, 5]


async def test_one_of_two_at_once_sees_the_other(place: MeetingPlace) -> None:
    """The same wire text in two workers neither alerts twice nor silences itself."""
    chance = random.Random(6)  # noqa: S311 - the same pairs each time
    for pair in range(50):
        sketch = Sketch(tuple(sorted(chance.sample(range(1 << 40), 40))))
        one, other = 1000 + 2 * pair, 1001 + 2 * pair
        seen = await asyncio.gather(place.elders(one, sketch), place.elders(other, sketch))
        assert sorted(seen) in ([[], [one]], [[], [other]])


async def test_many_at_once_stand_in_one_order(place: MeetingPlace) -> None:
    """However many print it at once, each waits only for those before it."""
    seen = await asyncio.gather(*(place.elders(number) for number in range(1, 13)))
    assert sorted(map(len, seen)) == list(range(12))


async def test_restored_are_final(place: MeetingPlace) -> None:
    """What the archive has nobody needs to wait for, whatever met it before."""
    await place.index.restore([(1, WIRE, place.now)])
    assert await place.meets(2) == (Candidate(1, len(WIRE.prints), tentative=False),)


async def test_restoring_twice_changes_nothing(place: MeetingPlace) -> None:
    """Two crawlers that restore at once, or one that was killed amid it, do no harm."""
    await place.keeps(2)
    kept = [(1, WIRE, place.now), (2, WIRE, place.now)]
    await asyncio.gather(place.index.restore(kept), place.index.restore(kept))
    await place.index.restore(kept)
    found = await place.meets(3)
    assert found == tuple(Candidate(number, len(WIRE.prints), tentative=False) for number in (2, 1))


async def test_restoring_keeps_what_met(place: MeetingPlace) -> None:
    """An article whose worker died after its commit is final when it is restored."""
    await place.meets(1)
    await place.index.restore([(1, WIRE, place.now)])
    assert [elder.tentative for elder in await place.meets(2)] == [False]


async def test_restoring_reads_page_by_page(place: MeetingPlace) -> None:
    """Three days of articles need not be in memory at once; those that are too old are passed over."""

    async def rows() -> AsyncIterator[Kept]:
        for number in range(1, 31):
            yield number, WIRE, place.now - number * timedelta(hours=3)
            await asyncio.sleep(0)

    await place.index.restore(rows())
    assert await place.elders(99) == list(range(24, 8, -1))
    assert await place.index.is_whole()
