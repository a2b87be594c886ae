"""The operator is told once of what needs a person, in his language, through the outbox that alerts go out by."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from archive import deliveries
from archive.database import Archive, ArchiveUnavailable
from archive.notices import get_notice
from scheduler.operator import Operator, plan_notice
from tests.scheduler.nouns import NOON, routing_in

if TYPE_CHECKING:
    from archive.nouns import Delivery, Notice

# Everything that the service tells, as its callers tell it.
TOLD: dict[str, dict[str, Any]] = {
    "configuration-rejected": {"file": "watchlist.yaml", "lines": "3, 7"},
    "configuration-shrank": {"file": "watchlist.yaml", "left": "places 3/120, rules 0/4"},
    "entry-set-aside": {"entry": 5, "feed": 12},
    "redis-evicts": {"policy": "allkeys-lru"},
    "push-ended": {"hub": "hub.example", "feeds": 3},
    "rule-finds-nothing": {"host": "enab.example", "part": "body", "pages": 5},
    "rule-finds-again": {"host": "enab.example", "part": "body"},
    "feeds-failing": {"count": 2, "feeds": "عنب بلدي (timeout), {سانا} (http_5xx)"},
    "feeds-well-again": {"count": 1, "feeds": "عنب {بلدي}"},
    "feeds-unreachable": {"count": 40, "since": "2026-11-22 12:00 UTC"},
    "feeds-reachable": {"count": 39},
    "feeds-daily": {"healthy": 38, "count": 40, "entries": 412},
}


class Desk:
    """The way to the operator, and what came of it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.now = NOON
        self.woken = 0
        self.operator = Operator(archive, lambda: routing_in("ar"), self.clock, self._wake)

    def clock(self) -> datetime:
        """The desk's time."""
        return self.now

    def due(self) -> list[Delivery]:
        """The deliveries that wait."""
        return self.archive.read_now(deliveries.list_deliveries, limit=100)

    def notice(self) -> Notice:
        """The first notice."""
        number = self.due()[-1].notice_id
        assert number is not None
        found = self.archive.read_now(get_notice, number)
        assert found is not None
        return found

    def _wake(self) -> None:
        self.woken += 1


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """Nothing has been told."""
    return Desk(archive)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", TOLD)
def test_every_kind_has_words(kind: str, language: str) -> None:
    """A missing word would lose the notice; what is told stands in it."""
    plan = plan_notice(kind, routing_in(language), **TOLD[kind])
    text = "\n".join((plan.subject, *plan.lines))
    assert all(str(value) in text for value in TOLD[kind].values())
    assert [delivery.channel for delivery in plan.deliveries] == ["email"]


async def test_notice_goes_to_the_outbox(desk: Desk) -> None:
    """Kept in the archive, and the outbox is woken."""
    await desk.operator.tell("entry-set-aside", key="5", **TOLD["entry-set-aside"])
    assert (len(desk.due()), desk.woken) == (1, 1)
    assert desk.notice().kind == "entry-set-aside"
    assert "5" in desk.notice().lines[0]


async def test_same_cause_is_told_once(desk: Desk) -> None:
    """Every five seconds it is found again; every six hours it is told again."""
    for _ in range(3):
        await desk.operator.tell("redis-evicts", policy="allkeys-lru")
    assert (len(desk.due()), desk.woken) == (1, 1)
    desk.now += timedelta(hours=7)
    await desk.operator.tell("redis-evicts", policy="allkeys-lru")
    assert len(desk.due()) == 2


async def test_other_cause_is_told_too(desk: Desk) -> None:
    """Two broken files are two notices."""
    for file in ("feeds.yaml", "alerts.yaml"):
        await desk.operator.tell("configuration-rejected", key=file, file=file, lines="1")
    assert len(desk.due()) == 2


async def test_locked_archive_is_no_second_fault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cause is found again, and told then."""

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "write", locked)
        await desk.operator.tell("redis-evicts", policy="allkeys-lru")
    assert desk.woken == 0
    await desk.operator.tell("redis-evicts", policy="allkeys-lru")
    assert desk.woken == 1
