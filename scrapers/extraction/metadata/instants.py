"""Which of the dates that a page gives is believed, and how exactly it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scrapers.extraction import zwnj
from scrapers.extraction.metadata.record import Said
from scrapers.reading.dates import believable, read_instant
from scrapers.reading.month_names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:(?:T| +)(?P<clock>\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)"
    r"(?: ?(?P<zone>Z|[+-]\d\d(?::?\d\d)?))?(?:\[[^\]]{1,40}\])?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:h]\d\d")
_ZONE = re.compile(r"(?:z|gmt|utc|[+-]\d\d:?\d\d)\b", re.IGNORECASE)
_OLDEST_YEAR = 1990
_WIDEST_ZONE = timedelta(hours=14)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the zone it was given with (UTC where it was given none), and how much of it was given."""

    instant: datetime
    has_clock: bool
    has_zone: bool

    @property
    def is_exact(self) -> bool:
        """Whether nothing about it is supposed."""
        return self.has_clock and self.has_zone

    def agrees(self, other: Moment) -> bool:
        """Whether both can be the same instant, as far as either says."""
        if self.has_clock and other.has_clock:
            return abs(self.instant - other.instant) <= _WIDEST_ZONE
        return self.instant.date() == other.instant.date()


def read_moment(text: str) -> Moment | None:
    """The moment that a text names: ISO 8601 with its zone kept, seconds since 1970, or as people write dates."""
    plain = fold(zwnj.restore(text[:_LONGEST], ""))
    match = _ISO.fullmatch(plain)
    if match and int(match["day"][:4]) >= _OLDEST_YEAR:
        return _from_iso(match)
    instant = read_instant(plain)
    if instant is None:
        return None
    is_number = plain.replace(".", "").isdigit()
    return Moment(instant, is_number or bool(_CLOCK.search(plain)), is_number or bool(_ZONE.search(plain)))


def choose_published(said: Iterable[Said[str]], now: datetime) -> Said[datetime] | None:
    """The first believable date; where it has no clock or no zone, a later one that agrees with it and has both."""
    first: Said[Moment] | None = None
    for each in said:
        moment = _plausible(each.value, now)
        if moment is None or (first is not None and not (moment.is_exact and first.value.agrees(moment))):
            continue
        first = Said(moment, each.origin)
        if moment.is_exact:
            break
    return Said(first.value.instant, first.origin) if first else None


def choose_modified(
    said: Iterable[Said[str]], published: Said[datetime] | None, now: datetime
) -> Said[datetime] | None:
    """The same for the last change, which is not before the article was published."""
    found = choose_published(said, now)
    return None if found is None or (published and found.value < published.value) else found


def _plausible(text: str, now: datetime) -> Moment | None:
    moment = read_moment(text)
    return moment if moment is not None and believable(moment.instant, now) is not None else None


def _from_iso(match: re.Match[str]) -> Moment | None:
    zone = (match["zone"] or "").upper()
    clock = match["clock"] or "00:00"
    try:
        instant = datetime.fromisoformat(f"{match['day']}T{clock.replace(',', '.')}{zone}")
        instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Moment(instant if zone else instant.replace(tzinfo=UTC), bool(match["clock"]), bool(zone))
