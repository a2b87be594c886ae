"""``marsad reread`` over an archive that is damaged, or whose articles are copies of each other."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from scheduler.rereading.asked import Wanted, reread_pages
from tests.scheduler.test_reread import LEAD, NOW, REST, Kept, shown

if TYPE_CHECKING:
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder


@pytest.fixture
def kept(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> Kept:
    """An archive without articles."""
    return Kept(archive, configuration, tmp_path)


@pytest.mark.parametrize("damaged", ["x''", "x'00'", "substr(compressed, 1, 20)"])
def test_damaged_page_costs_only_itself(kept: Kept, damaged: str) -> None:
    """A disk has lost some of it: its article stays as it is, and the others are read."""
    numbers = [kept.has("\n".join(REST), shown()), kept.has("\n".join((*REST, *REST)), shown("ثم عاد الهدوء."))]
    damage = f"UPDATE raw_pages SET compressed = {damaged} WHERE entry_id = {kept.article(numbers[0]).entry_id}"  # noqa: S608 - our own
    kept.archive.write_now(lambda tx: tx.exec_driver_sql(damage))
    ran = kept.rereads("--json")
    assert (ran.code, ran.last["not_read"], ran.last["changed"]) == (0, 1, 1)
    assert [LEAD in kept.article(number).body for number in numbers] == [False, True]


async def test_texts_are_not_kept(kept: Kept) -> None:
    """After an update all pages of a week change; what is summed up must not fill the memory with them."""
    kept.has("\n".join(REST), shown())
    reading = partial(reread_pages, kept.archive, Wanted(NOW - timedelta(days=1)), kept.configured(), lambda *_: None)
    summed, listed = await reading(writes=False, lists=False), await reading(writes=False)
    assert (summed.changed, summed.texts_changed, summed.characters_came) == ([], 1, listed.characters_came)
    assert REST[0] not in str(listed.changed)
    assert LEAD in str(listed.changed)


def test_dry_run_counts_an_alert_of_copies_once(kept: Kept) -> None:
    """What it says would go out is what goes out."""
    for host in ("enab.example", "wire.example", "third.example"):
        kept.has("\n".join(REST), shown(), host=host)
    said = kept.rereads("--dry-run", "--json")
    done = kept.rereads("--json")
    assert said.last | {"dry_run": False} == done.last
    assert kept.count("alerts") == done.last["alerts"] == 2
