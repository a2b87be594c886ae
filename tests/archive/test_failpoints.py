"""A failpoint kills at the armed visit to the armed point, and nowhere else."""

from __future__ import annotations

import signal

import pytest

from archive.failpoints import KNOWN, armed_point, reach
from tests.archive import programs

VISITS = """
from archive.failpoints import reach
for visit in range(1, 4):
    reach("after-fetch")
    reach("after-parse")
    print(visit, flush=True)
"""


def test_unarmed_points_do_nothing() -> None:
    """In ordinary life all points are passed."""
    for name in KNOWN:
        reach(name)


@pytest.mark.parametrize(("setting", "visits"), [("after-parse", 0), ("after-parse:3", 2)])
def test_armed_point_kills(setting: str, visits: int) -> None:
    """The n-th visit is the last."""
    killed = programs.run(VISITS, failpoint=setting)
    assert killed.returncode == -signal.SIGKILL
    assert len(killed.stdout.split()) == visits


def test_other_points_are_passed() -> None:
    """A point that is never visited kills nobody."""
    assert programs.run(VISITS, failpoint="after-commit").returncode == 0


def test_unknown_points_are_refused() -> None:
    """A mistyped point would make a crash test pass for nothing."""
    with pytest.raises(ValueError, match="known"):
        armed_point("after-lunch")
