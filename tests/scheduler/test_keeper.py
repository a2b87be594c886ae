"""Configuration files are exchanged while the service runs, and a bad one never replaces a good one."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from scheduler.configuration import disk
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.configuration.shrinking import Loss
from scheduler.configuration.watched_file import LOOKS_BETWEEN_TRIES
from tests.scheduler.keeper_desk import NAME, KeeperDesk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> KeeperDesk:
    """An empty folder."""
    return KeeperDesk(tmp_path)


async def test_changed_file_comes_into_force(desk: KeeperDesk) -> None:
    """A user edits the list and need not restart anything."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"second")
    await keeper.look()
    await keeper.look()
    assert desk.in_force == [b"one", b"second"]


async def test_change_is_applied_soon_after_it_is_seen(desk: KeeperDesk) -> None:
    """Who has saved a line waits for it: the second look is not that of the next round."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"two")
    await keeper.watch()
    assert desk.in_force == [b"one", b"two"]


async def test_moving_file_is_left_alone(desk: KeeperDesk) -> None:
    """A half-written file is not taken for the whole."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"half")
    await keeper.look()
    desk.writes(b"half and more")
    await keeper.look()
    assert desk.in_force == [b"one"]


async def test_bad_file_keeps_the_good_one(desk: KeeperDesk) -> None:
    """The operator is told once, and the old list stays in force."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"bad")
    for _ in range(4):
        await keeper.look()
    assert (desk.in_force, desk.rejections, keeper.sound) == ([b"one"], 1, False)


async def test_first_start_with_bad_file_fails(desk: KeeperDesk) -> None:
    """Without any good version there is nothing to watch with."""
    desk.writes(b"bad")
    with pytest.raises(ConfigurationProblem):
        await desk.keeper().start()


async def test_vanished_file_is_reported(desk: KeeperDesk) -> None:
    """Deleting the watchlist is a mistake, not an empty watchlist."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    (desk.folder / NAME).unlink()
    await keeper.look()
    await keeper.look()
    assert (desk.in_force, desk.rejections) == ([b"one"], 1)


async def test_emptied_file_keeps_the_good_one(desk: KeeperDesk) -> None:
    """A full disk or a broken off save leaves nothing; that is no wish to watch nothing, nor to poll no feed."""
    desk.writes("مدينة الرقة".encode())
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"\n")
    await keeper.look()
    await keeper.look()
    restarted = desk.keeper()
    await restarted.start()
    assert set(desk.in_force) == {"مدينة الرقة".encode()}
    assert desk.rejections == 2
    assert not restarted.sound


async def test_file_that_began_empty_is_taken(desk: KeeperDesk) -> None:
    """Someone who sets the service up adds names later."""
    desk.writes(b"")
    for _ in range(2):
        keeper = desk.keeper()
        await keeper.start()
        assert keeper.sound


async def test_locked_archive_only_puts_off(desk: KeeperDesk) -> None:
    """A sound file that cannot be applied now is applied as soon as it can."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"second")
    desk.archive_is_locked = True
    for _ in range(3):
        await keeper.look()
    desk.archive_is_locked = False
    await keeper.look()
    await keeper.look()
    assert (desk.in_force, desk.rejections) == ([b"one", b"second"], 0)


async def test_good_file_makes_it_sound_again(desk: KeeperDesk) -> None:
    """The user mends the typo."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    for content in (b"bad", b"mended"):
        desk.writes(content)
        await keeper.look()
        await keeper.look()
    assert (desk.in_force, keeper.sound) == ([b"one", b"mended"], True)


@pytest.mark.parametrize("content", [b"# our watchlist\n\n  # ...\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf# places\r\n"])
async def test_file_of_remarks_keeps_the_good_one(desk: KeeperDesk, content: bytes) -> None:
    """A save that broke off after the head of the file leaves no wish behind either."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(content)
    for _ in range(2):
        await keeper.look()
    assert (desk.in_force, desk.told) == ([b"one"], ["the file is empty"])


async def test_most_of_a_file_lost_is_told(desk: KeeperDesk) -> None:
    """A file that was cut off at a valid point is sound, and comes into force; somebody must hear of it once."""
    desk.writes(b"a place\n" * 30)
    keeper = desk.keeper()
    await keeper.start()
    for _ in range(2):
        desk.writes(b"a place\n" * 4)
        for _ in range(3):
            await keeper.look()
    assert (desk.in_force[-1], desk.shrank, keeper.sound) == (b"a place\n" * 4, [Loss("lines", 30, 4)], True)


async def test_named_pipe_keeps_the_good_one(desk: KeeperDesk) -> None:
    """Opening it would wait for ever for somebody who writes; it is told of once. What replaces it is read."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    (desk.folder / NAME).unlink()
    os.mkfifo(desk.folder / NAME)
    async with asyncio.timeout(5):
        for _ in range(4):
            await keeper.look()
    assert desk.told == ["cannot read the file: it is a named pipe, not a file"]
    (desk.folder / NAME).unlink()
    desk.writes(b"second")
    for _ in range(2):
        await keeper.look()
    assert (desk.in_force, keeper.sound) == ([b"one", b"second"], True)


async def test_missing_secret_is_looked_for_again(desk: KeeperDesk) -> None:
    """Whoever puts the secret in its place need not know that the file which names it must be touched."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"secret")
    for _ in range(3 * LOOKS_BETWEEN_TRIES):
        await keeper.look()
    assert (desk.told, keeper.sound) == (["no such secret"], False)
    desk.has_secret = True
    for _ in range(LOOKS_BETWEEN_TRIES):
        await keeper.look()
    assert (desk.in_force, keeper.sound) == ([b"one", b"secret"], True)


async def test_permissions_are_seen_to_change(desk: KeeperDesk) -> None:
    """Whoever mends an unreadable file changes neither its time nor its length."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    (desk.folder / NAME).chmod(0o640)
    for _ in range(2):
        await keeper.look()
    assert desk.in_force == [b"one", b"one"]


async def test_silent_mount_does_not_hold_up_the_loop(desk: KeeperDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount whose server is away answers nothing for hours; when it is back, its file is read."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    is_back = threading.Event()

    def content(descriptor: int, most_bytes: int) -> bytes:
        is_back.wait()
        return os.read(descriptor, most_bytes)

    monkeypatch.setattr(disk, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(disk, "_content", content)
    desk.writes(b"second")
    lag = asyncio.create_task(longest_lag(0.6))
    for _ in range(4):
        await keeper.look()
    assert desk.told == ["cannot read the file: the disk or mount that it lies on does not answer"]
    assert await lag < 0.2
    is_back.set()
    for _ in range(100):
        await keeper.look()
        if keeper.sound:
            break
        await asyncio.sleep(0.02)
    assert desk.in_force == [b"one", b"second"]


async def longest_lag(seconds: float) -> float:
    """How long the event loop was held up at most during that time."""
    lag, end = 0.0, time.monotonic() + seconds
    while (before := time.monotonic()) < end:
        await asyncio.sleep(0.01)
        lag = max(lag, time.monotonic() - before - 0.01)
    return lag
