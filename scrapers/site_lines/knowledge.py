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
_PAGES_BYTES = MOST_PAGES * PAGE_BYTES
_RECORD_BYTES = LINE_BYTES + _DAY_BYTES + _PAGES_BYTES
_NO_PAGE = bytes(PAGE_BYTES)
_SECOND_PAGE = slice(_DAY_BYTES + PAGE_BYTES, _DAY_BYTES + 2 * PAGE_BYTES)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The lines of one site by their keys, those seen last at the end; days are counted from 1970.

    Of each line: the day it was seen last, then the pages it was seen on, newest last. They stay packed, for of
    hundreds of lines a page asks for ten.
    """

    lines: Mapping[bytes, bytes] = field(default_factory=dict)

    def pages_of(self, line: bytes | None, day: int) -> tuple[bytes, ...]:
        """The last pages that the line was seen on, if that was within thirty days."""
        seen = self.lines.get(line, b"") if line else b""
        if seen[:_DAY_BYTES] < _oldest(day):
            return ()
        places = range(_DAY_BYTES, len(seen), PAGE_BYTES)
        return tuple(page for place in places if (page := seen[place : place + PAGE_BYTES]) != _NO_PAGE)

    def other_pages(self, line: bytes | None, page: bytes, day: int) -> int:
        """On how many pages beside this one the line was seen within thirty days."""
        return sum(one != page for one in self.pages_of(line, day))

    def having_seen(self, page: bytes, lines: Iterable[bytes], day: int) -> Knowledge:
        """With the lines of one more page; a page that was seen before counts once."""
        oldest = _oldest(day)
        known = {line: seen for line, seen in self.lines.items() if seen[:_DAY_BYTES] >= oldest}
        for line in dict.fromkeys(lines):
            pages = self.pages_of(line, day)
            known.pop(line, None)
            known[line] = _record(day, pages if page in pages else (*pages, page)[-MOST_PAGES:])
        return Knowledge(_bounded(known))

    def packed(self) -> bytes:
        """As bytes, twenty a line."""
        return b"".join(line + seen for line, seen in self.lines.items())


def unpacked(packed: bytes) -> Knowledge:
    """The inverse of ``packed``; nothing is known from bytes of another form."""
    if len(packed) % _RECORD_BYTES:
        return Knowledge()
    places = range(0, len(packed), _RECORD_BYTES)
    return Knowledge(
        {packed[place : place + LINE_BYTES]: packed[place + LINE_BYTES : place + _RECORD_BYTES] for place in places}
    )


def _bounded(known: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """Without the lines seen longest ago when there are too many; one that recurs counts as seen later than it was."""
    if len(known) <= MOST_LINES:
        return known
    ranks = {
        line: place + (_HEAD_START if seen[_SECOND_PAGE] != _NO_PAGE else 0)
        for place, (line, seen) in enumerate(known.items())
    }
    kept = set(sorted(ranks, key=ranks.__getitem__)[-MOST_LINES:])
    return {line: seen for line, seen in known.items() if line in kept}


def _record(day: int, pages: tuple[bytes, ...]) -> bytes:
    return day.to_bytes(_DAY_BYTES, "big") + b"".join(pages).ljust(_PAGES_BYTES, b"\0")


def _oldest(day: int) -> bytes:
    return max(0, day - KEPT_DAYS).to_bytes(_DAY_BYTES, "big")
