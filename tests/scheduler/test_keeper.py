"""Configuration files are exchanged while the service runs, and a bad one never replaces a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.configuration.findings import ConfigurationProblem, Finding
from scheduler.configuration.keeper import ConfigurationKeeper

NAME = "watchlist.yaml"


class Desk:
    """A configuration folder, and what was put in force from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "config"
        self.folder.mkdir()
        self.last_good = folder / "last-good"
        self.in_force: list[bytes] = []
        self.rejections = 0

    def writes(self, content: bytes) -> None:
        (self.folder / NAME).write_bytes(content)

    async def apply(self, content: bytes) -> None:
        if b"bad" in content:
            raise ConfigurationProblem([Finding(NAME, 3, "broken")])
        self.in_force.append(content)

    async def rejected(self, _name: str, _problem: ConfigurationProblem) -> None:
        self.rejections += 1

    def keeper(self) -> ConfigurationKeeper:
        return ConfigurationKeeper(self.folder, self.last_good, {NAME: self.apply}, self.rejected)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
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
