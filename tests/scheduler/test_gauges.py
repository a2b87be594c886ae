"""The gauges of a real Redis and a real archive."""

from __future__ import annotations

from datetime import timedelta

from scheduler.gauges import measure
from tests.archive.world import item
from tests.scheduler.clock_desk import FEEDS, ClockDesk


async def test_gauges_tell_how_far_behind(desk: ClockDesk) -> None:
    """What the operator's dashboard shows; without Redis the lateness is unknown, not zero."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.newsroom.publishes(feed, item("1"))
    await desk.rebuilding.due_times([feed])
    desk.passes(timedelta(seconds=90))
    await measure(desk.archive, desk.due, desk.metrics, desk.now)
    assert b"marsad_entries_pending 1.0" in desk.metrics.text()
    assert b"marsad_alerts_held 0.0" in desk.metrics.text()
    assert b'marsad_feeds{status="ok"} 1.0' in desk.metrics.text()
    assert b"marsad_due_lateness_seconds 90.0" in desk.metrics.text()
    desk.server.is_killed()
    await measure(desk.archive, desk.due, desk.metrics, desk.now)
    assert b"marsad_due_lateness_seconds NaN" in desk.metrics.text()
