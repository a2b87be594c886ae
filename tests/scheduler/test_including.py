"""Lists that the watchlist includes come into force with it, and never without it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scheduler.configuration.findings import ConfigurationProblem
from tests.scheduler.keeper_desk import KeeperDesk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> KeeperDesk:
    """An empty folder."""
    return KeeperDesk(tmp_path)


async def test_changed_list_is_a_changed_watchlist(desk: KeeperDesk) -> None:
    """A line of a list comes into force like a line of the file itself, once it has settled."""
    desk.includes()
    keeper = desk.keeper()
    await keeper.start()
    desk.lists("line 1\nline 2\n")
    await keeper.look()
    assert len(desk.in_force) == 1
    await keeper.look()
    assert desk.in_force[1:] == [b"include: [lists/a.jsonl]\n+line 1\nline 2\n"]


async def test_newly_included_list_is_watched(desk: KeeperDesk) -> None:
    """Also one that was included after the start."""
    desk.writes(b"# nothing yet\n")
    keeper = desk.keeper()
    await keeper.start()
    desk.includes()
    for content in ("line 1\n", "line 2\n"):
        desk.lists(content)
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
async def test_bad_list_keeps_the_good_one(desk: KeeperDesk, spoil: Callable[[Path], object], told: str) -> None:
    """Whatever is in a list's place: what was in force stays, also over a restart, and the operator is told once."""
    desk.includes()
    keeper = desk.keeper()
    await keeper.start()
    spoil(desk.folder / "lists" / "a.jsonl")
    for _ in range(3):
        await keeper.look()
    assert (len(desk.in_force), len(desk.told), keeper.sound) == (1, 1, False)
    assert desk.told[0].startswith(told)
    await desk.keeper().start()
    assert desk.in_force[-1] == b"include: [lists/a.jsonl]\n+line 1\n"


@pytest.mark.parametrize("path", ["../a.jsonl", "/etc/a.csv", "lists/../../a.jsonl", "lists/a.yaml", "a\\0.csv"])
async def test_lists_lie_beneath_the_folder(desk: KeeperDesk, path: str) -> None:
    """A watchlist that somebody sent cannot read other files of this machine."""
    desk.writes(f'include: ["{path}"]\n'.encode())
    with pytest.raises(ConfigurationProblem) as caught:
        await desk.keeper().start()
    assert "include" in caught.value.findings[0].message
