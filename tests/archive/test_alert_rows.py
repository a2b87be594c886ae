"""Alerts come back from the archive as they were planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import null, update

from archive.alert_rows import get_alert
from archive.changes import Change
from archive.nouns import AlertPlan
from archive.tables import alerts

if TYPE_CHECKING:
    from archive.nouns import Alert
    from tests.archive.world import World


NEW = (Change("الشعفة", "هجين"), Change("3 → 5"))


def told(world: World, plan: AlertPlan) -> Alert:
    """The alert that a plan has become."""
    (entry,) = world.claimed("1")
    committed = world.commits(entry, decide=lambda _: [plan])
    assert committed is not None
    found = world.archive.read_now(get_alert, committed.alert_ids[0])
    assert found is not None
    return found


def test_plan_is_kept_whole(world: World) -> None:
    """Why it is told, its figures, what is new, which article it resembles."""
    names = frozenset({"هجين"})
    plan = AlertPlan("hajin", 1, "high", names, (), "resembles", frozenset({"12", "3"}), NEW, 7, "تصحيح")
    kept = told(world, plan)
    assert (kept.reason, kept.figures) == ("resembles", {"12", "3"})
    assert (kept.changes, kept.resembles, kept.notice) == (NEW, 7, "تصحيح")


@pytest.mark.parametrize("figures", [None, frozenset[str]()])
def test_no_figures_are_not_unknown_ones(world: World, figures: frozenset[str] | None) -> None:
    """A copy is told for its first figure where there was none, and for none where it is not known."""
    assert told(world, AlertPlan("hajin", 1, "high", frozenset(), (), figures=figures)).figures == figures


def test_figures_of_older_alerts_are_unknown(world: World) -> None:
    """A column that an update of Marsad has added holds nothing for what was told before."""
    kept = told(world, AlertPlan("hajin", 1, "high", frozenset(), (), figures=frozenset({"3"})))
    world.archive.write_now(lambda tx: tx.execute(update(alerts).values(figures=null())))
    found = world.archive.read_now(get_alert, kept.id)
    assert found is not None
    assert found.figures is None
