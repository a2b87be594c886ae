"""A hostile list is loaded, or refused with a sentence, within ten CPU seconds and 500 MB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scheduler.hostile_lists import BYTES, FILES, LISTS, SECONDS, load

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, content: str | bytes) -> None:
    """The file with this in it."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.timeout(60)
@pytest.mark.parametrize("case", LISTS)
def test_hostile_list_ends_in_time(tmp_path: Path, case: str) -> None:
    """What an included file may hold."""
    make, said = LISTS[case]
    file = case.partition(":")[0]
    written(tmp_path / "watchlist.yaml", f"include: [{file}]\n")
    written(tmp_path / file, make())
    outcome = load(tmp_path)
    assert outcome.said.startswith(said)
    assert (outcome.seconds < SECONDS, outcome.bytes < BYTES) == (True, True), outcome


@pytest.mark.timeout(60)
@pytest.mark.parametrize("case", FILES)
def test_hostile_watchlist_ends_in_time(tmp_path: Path, case: str) -> None:
    """What the watchlist itself may hold."""
    make, said = FILES[case]
    written(tmp_path / "watchlist.yaml", make())
    outcome = load(tmp_path)
    assert said in outcome.said
    assert (outcome.seconds < SECONDS, outcome.bytes < BYTES) == (True, True), outcome
