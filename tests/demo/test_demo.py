"""The demo around the real service: what the scenario expects is what arrives."""

from __future__ import annotations

from contextlib import AsyncExitStack
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from scheduler.demo.nouns import Edit, Publication, Republication
from scheduler.demo.oracle import judge
from scheduler.demo.playing import drain, play
from scheduler.demo.printing import Printer
from scheduler.demo.scenario import expected_alerts
from scheduler.demo.stage import put_up
from scheduler.demo.stories import stories
from scheduler.demo.tally import tally

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
async def test_short_scenario_holds(tmp_path: Path) -> None:
    """A story, copies, a twin, an edit, a broken page, a hybrid crop, old news, new guids: only news arrives, once."""
    told = stories()
    events = [
        Publication(0, "rivers", told["dam-survey"], hours_old=30, alerts=False),
        Publication(0, "spike", told["corn-seed"]),
        Publication(0.5, "banks", told["bakery"]),
        Publication(0.6, "mill", told["water-cut"]),
        Publication(0.7, "minaret", told["old-library"]),
        Publication(4.0, "port", told["bakery"]),
        Republication(4.1, "banks"),
        Publication(4.2, "banks", told["floating-bridge"]),
        Publication(4.3, "rivers", told["ferry-service"]),
        Publication(4.4, "herald", told["grain-talks"]),
        Publication(8.0, "port", told["bridge-reprint"], alerts=False),
        Publication(8.1, "wire", told["ferry-raqqa"]),
        Edit(8.2, "herald", "grain-talks", told["grain-talks-edited"], told["grain-talks"].names),
        Publication(10.0, "spike", told["bridge-longer"], known=told["floating-bridge"].names),
    ]
    printed = StringIO()
    async with AsyncExitStack() as stack:
        stage = await put_up(tmp_path, Printer(console=Console(file=printed, width=200)), stack)
        await play(stage, events)
        await drain(stage, expected_alerts(events))
    verdict = judge(expected_alerts(events), stage.desk.landed)
    assert verdict.expected == 20
    assert verdict.holds, f"{verdict}\n{stage.service.last_words()}"
    assert tally(stage.service.archive).copies == 3
    assert "New in this version: \N{LEFT-TO-RIGHT MARK}الحسكة" in printed.getvalue()
    assert "[مدينة هجين]" in printed.getvalue()
