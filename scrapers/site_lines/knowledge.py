"""What is known of a site: on which of its pages each line was seen. Bounded, and forgotten after thirty days."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scrapers.site_lines.lines import LINE_BYTES, PAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_LINES = 500
MOST_PAGES = 6  # of a line; enough to tell what recurs on clearly more pages
KEPT_DAYS = 30
# What was seen on several pages is kept for so many lines longer than what was seen on one.
_HEAD_START = MOST_LINES // 2
_DAY_BYTES = 2
_RECORD_BYTES = LINE_BYTES + _DAY_BYTES + MOST_PAGES * PAGE_BYTES
_NO_PAGE = bytes(PAGE_BYTES)


@dataclass(frozen=True, slots=True)
class Sightings:
    """The pages that a line was seen on, newest last, and the day of the last time."""

    day: int
    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The lines of one site by their keys, those seen last at the end; days are counted from 1970."""

    lines: Mapping[bytes, Sightings] = field(default_factory=dict)

    def other_pages(self, line: bytes | None, page: bytes, day: int) -> int:
        """On how many pages beside this one the line was seen within thirty days."""
        seen = self.lines.get(line) if line else None
        if seen is None or day - seen.day > KEPT_DAYS:
            return 0
        return sum(one != page for one in seen.pages)

    def having_seen(self, page: bytes, lines: Iterable[bytes], day: int) -> Knowledge:
        """With the lines of one more page; a page that was seen before counts once."""
        known = {line: seen for line, seen in self.lines.items() if day - seen.day <= KEPT_DAYS}
        for line in dict.fromkeys(lines):
            before = known.pop(line, None)
            pages = before.pages if before else ()
            known[line] = Sightings(day, pages if page in pages else (*pages, page)[-MOST_PAGES:])
        return Knowledge(_bounded(known))

    def packed(self) -> bytes:
        """As bytes, twenty a line."""
        return b"".join(_record(line, seen) for line, seen in self.lines.items())


def unpacked(packed: bytes) -> Knowledge:
    """The inverse of ``packed``; nothing is known from bytes of another form."""
    if len(packed) % _RECORD_BYTES:
        return Knowledge()
    records = (packed[place : place + _RECORD_BYTES] for place in range(0, len(packed), _RECORD_BYTES))
    return Knowledge({record[:LINE_BYTES]: _sightings(record[LINE_BYTES:]) for record in records})


def _bounded(known: dict[bytes, Sightings]) -> dict[bytes, Sightings]:
    """Without the lines seen longest ago when there are too many; one that recurs counts as seen later than it was."""
    if len(known) <= MOST_LINES:
        return known
    ranks = {
        line: place + (_HEAD_START if len(seen.pages) > 1 else 0) for place, (line, seen) in enumerate(known.items())
    }
    kept = set(sorted(ranks, key=ranks.__getitem__)[-MOST_LINES:])
    return {line: seen for line, seen in known.items() if line in kept}


def _record(line: bytes, seen: Sightings) -> bytes:
    pages = b"".join(seen.pages).ljust(MOST_PAGES * PAGE_BYTES, b"\0")
    return line + seen.day.to_bytes(_DAY_BYTES, "big") + pages


def _sightings(record: bytes) -> Sightings:
    day, pages = record[:_DAY_BYTES], record[_DAY_BYTES:]
    prints = (pages[place : place + PAGE_BYTES] for place in range(0, len(pages), PAGE_BYTES))
    return Sightings(int.from_bytes(day, "big"), tuple(page for page in prints if page != _NO_PAGE))
