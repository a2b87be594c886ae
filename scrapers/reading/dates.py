"""The instant an item says it was published, or None: a date may be wrong, and never hides an item."""

from __future__ import annotations

import calendar
import re
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scrapers.reading.written_dates import read_written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from time import struct_time

# The first feeds are of 1999; an earlier year is another calendar (Hijri 1446) or a default of 1970.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_CLOCK_SKEW = timedelta(minutes=10)
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
# The library lets the 13th month and the 45th day run over into others.
_NUMBERS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_heard: ContextVar[list[tuple[str, datetime | None]] | None] = ContextVar("heard", default=None)


def read_instant(raw: str, parsed: struct_time | None = None, *, arabic: bool = False) -> datetime | None:
    """The date as aware UTC; ``raw`` is what stood in the feed, ``parsed`` what the library made of it.

    Our own reading comes first: the library takes Hijri years and seconds since 1970 for other dates without a word.
    """
    instant = _read(raw, parsed, arabic=arabic)
    heard = _heard.get()
    if heard is not None and raw:
        heard.append((raw, instant))
    return instant


@contextmanager
def heard_dates() -> Iterator[list[tuple[str, datetime | None]]]:
    """The texts that are read within the block, and what was made of them: for a person who wonders about a date."""
    heard: list[tuple[str, datetime | None]] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def _read(raw: str, parsed: struct_time | None, *, arabic: bool) -> datetime | None:
    text = raw.strip()
    if text.isdigit() or _EPOCH.fullmatch(text):
        return _from_epoch(text)
    instant = read_written(raw, arabic=arabic)
    if instant is None and not _NUMBERS.match(text):
        instant = _from_parsed(text, parsed)
    return instant if instant is not None and instant >= _EARLIEST else None


def believable(instant: datetime | None, now: datetime) -> datetime | None:
    """The instant, or None when it lies in the future (ten minutes of clock skew apart) or before the first feeds."""
    return instant if instant is not None and _EARLIEST <= instant <= now + _CLOCK_SKEW else None


def is_arabic(language: str, text: str) -> bool:
    """Whether a feed is Arabic by its language code or, where it gives none, by its letters."""
    return language.lower().startswith("ar") if language else _ARABIC_LETTER.search(text) is not None


def _from_epoch(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970, as some feeds write; feedparser reads them as a year and month."""
    match = _EPOCH.fullmatch(text)
    return datetime.fromtimestamp(int(match[1]), UTC) if match else None


def _from_parsed(text: str, parsed: struct_time | None) -> datetime | None:
    """What the library read, unless it made up the year: it takes a database's zero, the year 0 or -1, for 2000."""
    if parsed is None or str(parsed.tm_year) not in text:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (OverflowError, ValueError, OSError):
        return None
