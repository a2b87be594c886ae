"""Configuration files are exchanged while the service runs, and a bad one never replaces a good one."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from archive.database import ArchiveUnavailable
from scheduler.configuration import disk
from scheduler.configuration.findings import ConfigurationProblem, Finding, OutsideProblem
from scheduler.configuration.keeper import LOOKS_BETWEEN_TRIES, ConfigurationKeeper
from scheduler.configuration.shrinking import Loss

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scheduler.configuration.edition import Edition
    from scheduler.configuration.shrinking import Counts

NAME = "watchlist.yaml"


class Desk:
    """A configuration folder, and what was put in force from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "config"
        self.folder.mkdir()
        self.last_good = folder / "last-good"
        self.in_force: list[bytes] = []
        self.rejections = 0
        self.told: list[str] = []
        self.shrank: list[Loss] = []
        self.archive_is_locked = False
        self.has_secret = False

    def writes(self, content: bytes) -> None:
        """The user saves the file."""
        (self.folder / NAME).write_bytes(content)

    async def apply(self, edition: Edition) -> Counts:
        """Put it in force, or not; each of its lines counts."""
        content = b"+".join([edition.content, *edition.lists.values()])
        if b"bad" in content:
            raise ConfigurationProblem([Finding(NAME, 3, content.decode())])
        if b"secret" in content and not self.has_secret:
            raise OutsideProblem([Finding(NAME, 1, "no such secret")])
        if self.archive_is_locked:
            raise ArchiveUnavailable("locked")
        self.in_force.append(content)
        return {"lines": content.count(b"\n")}

    async def rejected(self, _name: str, problem: ConfigurationProblem) -> None:
        """The operator is told."""
        self.rejections += 1
        self.told.append(problem.findings[0].message)

    async def has_shrunk(self, _name: str, lost: tuple[Loss, ...]) -> None:
        """The operator is told."""
        self.shrank += lost

    def keeper(self) -> ConfigurationKeeper:
        """The service starts."""
        return ConfigurationKeeper(self.folder, self.last_good, {NAME: self.apply}, self.rejected, self.has_shrunk)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder."""
    return Desk(tmp_path)


async def test_changed_file_comes_into_force(desk: Desk) -> None:
    """A user edits the list and need not restart anything."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"second")
    await keeper.look()
    await keeper.look()
    assert desk.in_force == [b"one", b"second"]


async def test_moving_file_is_left_alone(desk: Desk) -> None:
    """A half-written file is not taken for the whole."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"half")
    await keeper.look()
    desk.writes(b"half and more")
    await keeper.look()
    assert desk.in_force == [b"one"]


async def test_bad_file_keeps_the_good_one(desk: Desk) -> None:
    """The operator is told once, and the old list stays in force."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(b"bad")
    for _ in range(4):
        await keeper.look()
    assert (desk.in_force, desk.rejections, keeper.sound) == ([b"one"], 1, False)


async def test_start_with_bad_file_uses_last_good(desk: Desk) -> None:
    """A restart in the night must not stop the watch over a typo."""
    desk.writes(b"one")
    await desk.keeper().start()
    desk.writes(b"bad")
    keeper = desk.keeper()
    await keeper.start()
    assert (desk.in_force[-1], desk.rejections, keeper.sound) == (b"one", 1, False)


async def test_first_start_with_bad_file_fails(desk: Desk) -> None:
    """Without any good version there is nothing to watch with."""
    desk.writes(b"bad")
    with pytest.raises(ConfigurationProblem):
        await desk.keeper().start()


async def test_vanished_file_is_reported(desk: Desk) -> None:
    """Deleting the watchlist is a mistake, not an empty watchlist."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    (desk.folder / NAME).unlink()
    await keeper.look()
    await keeper.look()
    assert (desk.in_force, desk.rejections) == ([b"one"], 1)


async def test_last_good_copy_is_private(desk: Desk) -> None:
    """The copy holds the watchlist."""
    desk.writes(b"one")
    await desk.keeper().start()
    assert (desk.last_good / NAME).stat().st_mode & 0o077 == 0


async def test_emptied_file_keeps_the_good_one(desk: Desk) -> None:
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


async def test_file_that_began_empty_is_taken(desk: Desk) -> None:
    """Someone who sets the service up adds names later."""
    desk.writes(b"")
    for _ in range(2):
        keeper = desk.keeper()
        await keeper.start()
        assert keeper.sound


async def test_locked_archive_only_puts_off(desk: Desk) -> None:
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


async def test_good_file_makes_it_sound_again(desk: Desk) -> None:
    """The user mends the typo."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    for content in (b"bad", b"mended"):
        desk.writes(content)
        await keeper.look()
        await keeper.look()
    assert (desk.in_force, keeper.sound) == ([b"one", b"mended"], True)


async def test_bad_copy_reports_the_file_on_disk(desk: Desk) -> None:
    """After an upgrade the old copy may be bad too; the user is shown his own file's mistakes."""
    desk.writes(b"bad file")
    desk.last_good.mkdir()
    (desk.last_good / NAME).write_bytes(b"bad copy")
    with pytest.raises(ConfigurationProblem) as caught:
        await desk.keeper().start()
    assert caught.value.findings[0].message == "bad file"


async def test_full_disk_does_not_undo_a_change(desk: Desk) -> None:
    """The copy is a convenience; what was applied is in force without it."""
    desk.writes(b"one")
    desk.last_good.write_text("a file where the folder should be")
    keeper = desk.keeper()
    await keeper.start()
    assert (desk.in_force, keeper.sound) == ([b"one"], True)


@pytest.mark.parametrize("content", [b"# our watchlist\n\n  # ...\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf# places\r\n"])
async def test_file_of_remarks_keeps_the_good_one(desk: Desk, content: bytes) -> None:
    """A save that broke off after the head of the file leaves no wish behind either."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    desk.writes(content)
    for _ in range(2):
        await keeper.look()
    assert (desk.in_force, desk.told) == ([b"one"], ["the file is empty"])


async def test_most_of_a_file_lost_is_told(desk: Desk) -> None:
    """A file that was cut off at a valid point is sound, and comes into force; somebody must hear of it once."""
    desk.writes(b"a place\n" * 30)
    keeper = desk.keeper()
    await keeper.start()
    for _ in range(2):
        desk.writes(b"a place\n" * 4)
        for _ in range(3):
            await keeper.look()
    assert (desk.in_force[-1], desk.shrank, keeper.sound) == (b"a place\n" * 4, [Loss("lines", 30, 4)], True)


async def test_loss_over_a_restart_is_told(desk: Desk) -> None:
    """A file that is edited while the service is down is compared with what was last in force."""
    desk.writes(b"a place\n" * 30)
    await desk.keeper().start()
    desk.writes(b"places")
    for _ in range(2):
        await desk.keeper().start()
    assert desk.shrank == [Loss("lines", 30, 0)]


async def test_damaged_count_is_no_fault(desk: Desk) -> None:
    """Nothing stands or falls with it."""
    desk.writes(b"a place\n" * 30)
    for damage in (b"", b"[]", b'{"lines": "many"}', b"\xff"):
        await desk.keeper().start()
        (desk.last_good / f"{NAME}.counts.json").write_bytes(damage)
    assert (desk.shrank, desk.rejections) == ([], 0)


async def test_named_pipe_keeps_the_good_one(desk: Desk) -> None:
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


async def test_missing_secret_is_looked_for_again(desk: Desk) -> None:
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


async def test_permissions_are_seen_to_change(desk: Desk) -> None:
    """Whoever mends an unreadable file changes neither its time nor its length."""
    desk.writes(b"one")
    keeper = desk.keeper()
    await keeper.start()
    (desk.folder / NAME).chmod(0o640)
    for _ in range(2):
        await keeper.look()
    assert desk.in_force == [b"one", b"one"]


async def test_silent_mount_does_not_hold_up_the_loop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
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


def includes(desk: Desk, text: str = "include: [lists/a.jsonl]\n") -> None:
    """The watchlist names a list, which has one line."""
    (desk.folder / "lists").mkdir()
    (desk.folder / "lists" / "a.jsonl").write_bytes(b"line 1\n")
    desk.writes(text.encode())


async def test_changed_list_is_a_changed_watchlist(desk: Desk) -> None:
    """A line of a list comes into force like a line of the file itself, once it has settled."""
    includes(desk)
    keeper = desk.keeper()
    await keeper.start()
    (desk.folder / "lists" / "a.jsonl").write_bytes(b"line 1\nline 2\n")
    await keeper.look()
    assert len(desk.in_force) == 1
    await keeper.look()
    assert desk.in_force[1:] == [b"include: [lists/a.jsonl]\n+line 1\nline 2\n"]


async def test_newly_included_list_is_watched(desk: Desk) -> None:
    """Also one that was included after the start."""
    desk.writes(b"# nothing yet\n")
    keeper = desk.keeper()
    await keeper.start()
    includes(desk)
    for content in (b"line 1\n", b"line 2\n"):
        (desk.folder / "lists" / "a.jsonl").write_bytes(content)
        for _ in range(3):
            await keeper.look()
    assert [each.split(b"+")[-1] for each in desk.in_force[1:]] == [b"line 1\n", b"line 2\n"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.write_bytes(b"bad"), "include: [lists/a.jsonl]\n+bad"),
        (lambda path: path.write_bytes(b"\n"), "the list is empty"),
        (lambda path: path.unlink(), "cannot read the list: No such file or directory"),
        (lambda path: (path.unlink(), os.mkfifo(path)), "cannot read the list: it is a named pipe, not a file"),
        (
            lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
            "the file lies outside of the configuration folder",
        ),
        (lambda path: (path.unlink(), path.symlink_to(path.name)), "cannot read the list: "),
    ],
)
async def test_bad_list_keeps_the_good_one(desk: Desk, spoil: Callable[[Path], object], told: str) -> None:
    """Whatever is in a list's place: what was in force stays, also over a restart, and the operator is told once."""
    includes(desk)
    keeper = desk.keeper()
    await keeper.start()
    spoil(desk.folder / "lists" / "a.jsonl")
    for _ in range(3):
        await keeper.look()
    assert (len(desk.in_force), len(desk.told), keeper.sound) == (1, 1, False)
    assert desk.told[0].startswith(told)
    await desk.keeper().start()
    assert desk.in_force[-1] == b"include: [lists/a.jsonl]\n+line 1\n"


async def test_last_good_copy_never_mixes_editions(desk: Desk) -> None:
    """Killed between the copy of the lists and that of the file, it still gives back what belonged together."""
    includes(desk)
    await desk.keeper().start()
    (desk.folder / "lists" / "a.jsonl").write_bytes(b"line 2\n")
    before = (desk.last_good / NAME).read_bytes()
    desk.writes(b"include: [lists/a.jsonl]\n# changed\n")
    await desk.keeper().start()
    (desk.last_good / NAME).write_bytes(before)
    desk.writes(b"bad")
    await desk.keeper().start()
    assert desk.in_force[-1] == b"include: [lists/a.jsonl]\n+line 1\n"


@pytest.mark.parametrize("path", ["../a.jsonl", "/etc/a.csv", "lists/../../a.jsonl", "lists/a.yaml", "a\\0.csv"])
async def test_lists_lie_beneath_the_folder(desk: Desk, path: str) -> None:
    """A watchlist that somebody sent cannot read other files of this machine."""
    desk.writes(f'include: ["{path}"]\n'.encode())
    with pytest.raises(ConfigurationProblem) as caught:
        await desk.keeper().start()
    assert "include" in caught.value.findings[0].message
