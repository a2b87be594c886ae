"""The demo's scenario: the outlets, and who publishes what at which second. All of it is data."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from scheduler.demo.bulletins import bulletin
from scheduler.demo.nouns import Edit, Event, ExpectedAlert, Outlet, Publication, Republication
from scheduler.demo.stories import stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUTLETS = (
    Outlet("banks", "صحيفة الضفاف", "ar"),
    Outlet("port", "نشرة الميناء", "ar"),
    Outlet("minaret", "مرآة المنارة", "ar", charset="windows-1256"),
    Outlet("mill", "صوت الطاحونة", "ar", pages="broken"),
    Outlet("spike", "بريد السنابل", "ar"),
    Outlet("rivers", "Two Rivers Courier", "en", form="atom"),
    Outlet("herald", "Khabur Herald", "en"),
    Outlet("wire", "Palm Wire", "en"),
    Outlet("siren", "Siren Desk", "en"),
)

_BULLETIN_EVERY_SECONDS = 3.0
_BULLETINS_OF_ONCE = 8
_FIRST_ENDLESS_BULLETIN = 100
_REPEAT_EVERY_SECONDS = 45.0
_FIRST_OF_FLOOD, _BULLETINS_OF_FLOOD = 40, 24
# Older than any age at which entries of a feed's first poll still alert.
_OLD_HOURS = 30.0


def once() -> tuple[Event, ...]:
    """The fixed scenario of about half a minute, in order of time."""
    wire = [Publication(1 + n * _BULLETIN_EVERY_SECONDS, "wire", bulletin(n)) for n in range(_BULLETINS_OF_ONCE)]
    told = [*_standing(), *_news(), *_copies_and_faults(), *_other_words(), *_flood(), *wire]
    return tuple(sorted(told, key=lambda event: event.at_seconds))


def endless() -> Iterator[Event]:
    """The fixed scenario, then bulletins for ever; now and then the herald gives everything a new guid."""
    yield from once()
    start = max(event.at_seconds for event in once())
    every_fourth = ("wire", "rivers", "banks", "herald")
    for number in count(1):
        at_seconds = start + number * _BULLETIN_EVERY_SECONDS
        yield Publication(at_seconds, every_fourth[number % 4], bulletin(_FIRST_ENDLESS_BULLETIN + number))
        if number * _BULLETIN_EVERY_SECONDS % _REPEAT_EVERY_SECONDS == 0:
            yield Republication(at_seconds, "herald")


def expected_alerts(events: Iterable[Event]) -> frozenset[ExpectedAlert]:
    """What each channel must deliver, exactly once, when these events have happened."""
    news = (event for event in events if not isinstance(event, Republication))
    return frozenset(ExpectedAlert(event.story.key, name) for event in news for name in event.names)


def _standing() -> list[Event]:
    """What stands in the feeds before the service knows them: too old to alert anyone."""
    return [_old("banks", "evening-league"), _old("rivers", "dam-survey"), _old("port", "school-term")]


def _old(outlet: str, key: str) -> Publication:
    return Publication(0, outlet, stories()[key], hours_old=_OLD_HOURS, alerts=False)


def _news() -> list[Event]:
    return [
        Publication(at_seconds, outlet, stories()[key])
        for at_seconds, outlet, key in (
            (0.0, "herald", "museum-roof"),
            (0.0, "spike", "corn-seed"),
            (2.0, "banks", "floating-bridge"),
            (4.0, "minaret", "old-library"),
            (5.5, "rivers", "ferry-service"),
            (7.0, "herald", "date-market"),
            (8.5, "banks", "bakery"),
            (10.0, "rivers", "grain-talks"),
            (11.5, "spike", "goat-breed"),
            (13.0, "banks", "harvest-guards"),
            (14.5, "minaret", "mountain-road"),
            (16.0, "herald", "clinic-hours"),
            (18.0, "port", "rain-forecast"),
            (20.0, "rivers", "solar-pumps"),
        )
    ]


def _copies_and_faults() -> list[Event]:
    """Syndicated copies, pages that answer 500 or 404, a whole feed with new guids."""
    return [
        Publication(9.5, "port", stories()["floating-bridge"]),
        Publication(15.5, "port", stories()["bakery"]),
        Publication(6.5, "mill", stories()["water-cut"]),
        Publication(12.5, "mill", stories()["silo-repair"]),
        Republication(21.0, "herald"),
    ]


def _other_words() -> list[Event]:
    """The same news in other words, other news in the same words, and news that its outlet edits."""
    bridge, told = stories()["floating-bridge"], frozenset({"sdf"})
    return [
        Publication(17.0, "minaret", stories()["bridge-reprint"], alerts=False),
        Publication(22.0, "spike", stories()["bridge-longer"], known=bridge.names),
        Publication(19.0, "herald", stories()["ferry-raqqa"]),
        Edit(23.0, "rivers", "grain-talks", stories()["grain-talks-edited"], told),
    ]


def _flood() -> list[Event]:
    """An outlet that was quiet publishes two dozen bulletins at once."""
    numbers = range(_FIRST_OF_FLOOD, _FIRST_OF_FLOOD + _BULLETINS_OF_FLOOD)
    return [_old("siren", "dam-survey"), *(Publication(25.0, "siren", bulletin(number)) for number in numbers)]
