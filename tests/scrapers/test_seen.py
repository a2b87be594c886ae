"""Which item keys count as seen, and what one costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisUnavailable
from scrapers.seen import WEEK_SECONDS, Seen

if TYPE_CHECKING:
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer

PREFIX = "marsad:"
KEYS = {"https://akhbar.example/هجين", "tag:akhbar.example,2026:٢", "urn:uuid:3"}


class Calendar:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0 * WEEK_SECONDS

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def passes(self, weeks: float) -> None:
        """Let time go by."""
        self.now += weeks * WEEK_SECONDS


@pytest.fixture
def calendar() -> Calendar:
    """The day of the test."""
    return Calendar()


@pytest.fixture
def seen(link: RedisLink, calendar: Calendar) -> Seen:
    """The seen keys of one archive."""
    return Seen(link, PREFIX, "generation-1", clock=calendar)


async def test_new_keys_are_unseen(seen: Seen) -> None:
    """Asking alone must not make a key seen: the archive has not committed it."""
    assert await seen.unseen(1, KEYS) == KEYS
    assert await seen.unseen(1, KEYS) == KEYS


async def test_added_keys_are_seen(seen: Seen) -> None:
    """The usual poll costs the archive nothing."""
    await seen.add((1, key) for key in KEYS)
    assert await seen.unseen(1, {*KEYS, "new"}) == {"new"}


async def test_feeds_do_not_share_keys(seen: Seen) -> None:
    """Two feeds may use the same guid for different items."""
    await seen.add([(1, "7")])
    assert await seen.unseen(2, ["7"]) == {"7"}


async def test_restored_archive_starts_anew(seen: Seen, link: RedisLink, calendar: Calendar) -> None:
    """Keys younger than a restored archive must not hide what it lacks."""
    await seen.add([(1, "7")])
    restored = Seen(link, PREFIX, "generation-2", clock=calendar)
    assert await restored.unseen(1, ["7"]) == {"7"}


async def test_sighting_keeps_a_key(seen: Seen, calendar: Calendar) -> None:
    """An item that stays in its feed for months stays seen."""
    await seen.add([(1, "7")])
    for _ in range(5):
        calendar.passes(weeks=1)
        assert await seen.unseen(1, ["7"]) == set()


async def test_unsighted_key_is_forgotten(seen: Seen, calendar: Calendar) -> None:
    """What left its feed makes room."""
    await seen.add([(1, "7")])
    calendar.passes(weeks=2)
    assert await seen.unseen(1, ["7"]) == {"7"}


async def test_every_set_expires(seen: Seen, redis_server: RedisServer) -> None:
    """Nothing may pile up in Redis for ever."""
    await seen.add((feed, str(item)) for feed in range(3) for item in range(700))
    names = redis_server.order("KEYS", f"{PREFIX}*")
    assert isinstance(names, list)
    assert len(names) == 6
    assert all(redis_server.order("TTL", name) == 2 * WEEK_SECONDS for name in names)


async def test_large_feed_fills_several_sets(seen: Seen) -> None:
    """A feed with thousands of items is looked up as exactly as a small one."""
    items = [f"مقال {number}" for number in range(5000)]
    await seen.add((1, item) for item in items)
    assert await seen.unseen(1, [*items, "جديد"]) == {"جديد"}


async def test_surrogates_do_not_break_it(seen: Seen) -> None:
    """A guid is any text a publisher can make a parser return."""
    await seen.add([(1, "\ud800")])
    assert await seen.unseen(1, ["\ud800"]) == set()


async def test_flush_makes_everything_unseen(seen: Seen, redis_server: RedisServer) -> None:
    """Then the archive is asked, which knows."""
    await seen.add((1, key) for key in KEYS)
    redis_server.is_flushed()
    assert await seen.unseen(1, KEYS) == KEYS


async def test_full_redis_says_so(seen: Seen, redis_server: RedisServer) -> None:
    """A key that could not be kept must not be believed kept."""
    redis_server.fills_up()
    with pytest.raises(RedisUnavailable):
        await seen.add([(1, "7")])


@pytest.mark.parametrize("per_feed", [20, 200, 1000])
async def test_an_entry_costs_25_bytes_at_most(seen: Seen, redis_server: RedisServer, per_feed: int) -> None:
    """200,000 entries, in many small feeds or a few large ones, as the server itself counts."""
    before = used_memory(redis_server)
    for feed in range(200_000 // per_feed):
        await seen.add((feed, f"https://akhbar.example/{feed}/{item}") for item in range(per_feed))
    assert (used_memory(redis_server) - before) / 200_000 <= 25


def used_memory(server: RedisServer) -> int:
    """What the server holds, without the buffers of its append-only file."""
    server.order("CONFIG", "SET", "appendonly", "no")
    answer = server.order("INFO", "memory")
    assert isinstance(answer, dict)
    return int(answer["used_memory"])
