"""Operator notices go out like alerts, and do not repeat themselves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.notices import add_notice, get_notice
from tests.archive.world import HOOK, MAIL, NOON

if TYPE_CHECKING:
    from archive.database import Archive
    from tests.archive.world import World

HOUR = timedelta(hours=1)


def tell(archive: Archive, at: datetime = NOON, dedupe_key: str | None = "feed-12") -> int | None:
    """The operator is told that a feed fails, by mail, not more than once an hour."""
    return archive.write_now(
        add_notice,
        "feed_failing",
        "Feed 12 fails",
        ["الخادم لا يجيب", "since 12:00"],
        [MAIL],
        at,
        dedupe_key=dedupe_key,
        quiet_until=at + HOUR,
    )


def test_notices_are_delivered(world: World) -> None:
    """A notice is a delivery like any other, without an alert."""
    number = world.archive.write_now(add_notice, "startup", "Marsad started", ["سطر"], [MAIL, HOOK], NOON)
    assert number is not None
    claimed = world.sender_claims()
    assert {(one.notice_id, one.alert_id, one.channel) for one in claimed} == {
        (number, None, "email"),
        (number, None, "webhook"),
    }
    notice = world.archive.read_now(get_notice, number)
    assert notice is not None
    assert (notice.kind, notice.subject, notice.lines, notice.created_at) == (
        "startup",
        "Marsad started",
        ("سطر",),
        NOON,
    )


def test_repeated_notices_keep_quiet(world: World) -> None:
    """A feed that fails every minute is one message an hour."""
    assert tell(world.archive) is not None
    assert tell(world.archive, NOON + HOUR - timedelta(seconds=1)) is None
    assert tell(world.archive, NOON + HOUR) is not None
    assert len(world.sender_claims(at=NOON + HOUR)) == 2


def test_other_keys_are_told(world: World) -> None:
    """One feed's silence period does not hide another's failure."""
    assert tell(world.archive) is not None
    assert tell(world.archive, dedupe_key="feed-13") is not None


def test_keyless_notices_all_count(world: World) -> None:
    """Without a key nothing is held back."""
    assert tell(world.archive, dedupe_key=None) != tell(world.archive, dedupe_key=None)


def test_endless_quiet_is_kept(archive: Archive) -> None:
    """A key without an end is told once and for all."""
    for at, told in ((NOON, True), (NOON + timedelta(days=4000), False)):
        number = archive.write_now(add_notice, "kind", "subject", [], [], at, dedupe_key="once")
        assert (number is not None) is told


def test_racing_notices_are_told_once(world: World) -> None:
    """Two processes that notice the same failure send one message."""
    with ThreadPoolExecutor(6) as processes:
        told = list(processes.map(lambda _: tell(world.archive), range(6)))
    assert sum(number is not None for number in told) == 1
