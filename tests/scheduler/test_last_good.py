"""A service that starts with a broken file goes on with the version that was last in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.configuration.findings import ConfigurationProblem
from scheduler.configuration.shrinking import Loss
from tests.scheduler.keeper_desk import NAME, KeeperDesk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> KeeperDesk:
    """An empty folder."""
    return KeeperDesk(tmp_path)


async def test_start_with_bad_file_uses_last_good(desk: KeeperDesk) -> None:
    """A restart in the night must not stop the watch over a typo."""
    desk.writes(b"one")
    await desk.keeper().start()
    desk.writes(b"bad")
    keeper = desk.keeper()
    await keeper.start()
    assert (desk.in_force[-1], desk.rejections, keeper.sound) == (b"one", 1, False)


async def test_last_good_copy_is_private(desk: KeeperDesk) -> None:
    """The copy holds the watchlist."""
    desk.writes(b"one")
    await desk.keeper().start()
    assert (desk.last_good / NAME).stat().st_mode & 0o077 == 0


async def test_bad_copy_reports_the_file_on_disk(desk: KeeperDesk) -> None:
    """After an upgrade the old copy may be bad too; the user is shown his own file's mistakes."""
    desk.writes(b"bad file")
    desk.last_good.mkdir()
    (desk.last_good / NAME).write_bytes(b"bad copy")
    with pytest.raises(ConfigurationProblem) as caught:
        await desk.keeper().start()
    assert caught.value.findings[0].message == "bad file"


async def test_full_disk_does_not_undo_a_change(desk: KeeperDesk) -> None:
    """The copy is a convenience; what was applied is in force without it."""
    desk.writes(b"one")
    desk.last_good.write_text("a file where the folder should be")
    keeper = desk.keeper()
    await keeper.start()
    assert (desk.in_force, keeper.sound) == ([b"one"], True)


async def test_loss_over_a_restart_is_told(desk: KeeperDesk) -> None:
    """A file that is edited while the service is down is compared with what was last in force."""
    desk.writes(b"a place\n" * 30)
    await desk.keeper().start()
    desk.writes(b"places")
    for _ in range(2):
        await desk.keeper().start()
    assert desk.shrank == [Loss("lines", 30, 0)]


async def test_damaged_count_is_no_fault(desk: KeeperDesk) -> None:
    """Nothing stands or falls with it."""
    desk.writes(b"a place\n" * 30)
    for damage in (b"", b"[]", b'{"lines": "many"}', b"\xff"):
        await desk.keeper().start()
        (desk.last_good / f"{NAME}.counts.json").write_bytes(damage)
    assert (desk.shrank, desk.rejections) == ([], 0)


async def test_last_good_copy_never_mixes_editions(desk: KeeperDesk) -> None:
    """Killed between the copy of the lists and that of the file, it still gives back what belonged together."""
    desk.includes()
    await desk.keeper().start()
    desk.lists("line 2\n")
    before = (desk.last_good / NAME).read_bytes()
    desk.writes(b"include: [lists/a.jsonl]\n# changed\n")
    await desk.keeper().start()
    (desk.last_good / NAME).write_bytes(before)
    desk.writes(b"bad")
    await desk.keeper().start()
    assert desk.in_force[-1] == b"include: [lists/a.jsonl]\n+line 1\n"
