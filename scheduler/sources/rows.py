"""Each source as one row: how it is, and how many entries it brought on each of the last days. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.feed_watch.troubles import is_for_a_person, trouble_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive.nouns import Feed, FeedSpec
    from scheduler.feed_watch.troubles import Trouble

DAYS = 14
NOT_YET = "new"
OFF = "off"
_BLOCKS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"


@dataclass(frozen=True, slots=True)
class Row:
    """A source; ``id`` is None until the service knows it. ``days`` ends with today.

    ``state`` is what ails it, else how its last poll ended; ``is_failing`` whether a person should look at it.
    """

    id: int | None
    name: str
    url: str
    state: str
    since: datetime | None
    last_ok_at: datetime | None
    next_poll_at: datetime | None
    failures: int
    days: tuple[int, ...]
    entries_per_day: float
    detail: str | None = None
    is_failing: bool = False


def day_starts(now: datetime) -> list[datetime]:
    """Midnight (UTC) of each of the last days, today's last."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]


def rows_of(
    feeds: Iterable[Feed], counts: Mapping[int, Sequence[int]], configured: Iterable[FeedSpec], now: datetime
) -> list[Row]:
    """The sources that are configured, in that order, then those that were: as the archive has them where it does."""
    known = {feed.url: feed for feed in feeds}
    specs = {spec.url: spec for spec in configured}
    found = [_row(known[url], counts, now) if url in known else _new(spec) for url, spec in specs.items()]
    return found + [_row(feed, counts, now) for url, feed in known.items() if url not in specs and feed.enabled]


def sparkline(days: Sequence[int]) -> str:
    """A block a day, the highest for the day with the most."""
    most = max(days, default=0)
    return "".join(_BLOCKS[(count * len(_BLOCKS) - 1) // most] if count else _NOTHING for count in days)


def _row(feed: Feed, counts: Mapping[int, Sequence[int]], now: datetime) -> Row:
    days = tuple(counts.get(feed.id, (0,) * DAYS))
    trouble = trouble_of(feed) if feed.enabled else None
    return Row(
        id=feed.id,
        name=feed.name,
        url=feed.url,
        state=_state(feed, trouble),
        since=trouble.since if trouble else feed.status_since,
        last_ok_at=feed.last_ok_at,
        next_poll_at=feed.next_poll_at if feed.enabled else None,
        failures=feed.failures,
        days=days,
        entries_per_day=_per_day(days, feed.first_polled_at, now),
        detail=feed.detail or (trouble.detail if trouble else None),
        is_failing=trouble is not None and is_for_a_person(trouble),
    )


def _state(feed: Feed, trouble: Trouble | None) -> str:
    if not feed.enabled:
        return OFF
    return trouble.state if trouble else feed.status


def _new(spec: FeedSpec) -> Row:
    state = NOT_YET if spec.enabled else OFF
    return Row(None, spec.name, spec.url, state, None, None, None, 0, (0,) * DAYS, 0.0)


def _per_day(days: Sequence[int], first_polled_at: datetime | None, now: datetime) -> float:
    """The mean of the days since the first that brought something or the first poll, today as far as it has gone."""
    first = next((place for place, count in enumerate(days) if count), DAYS)
    watched = DAYS if first_polled_at is None else (now.date() - first_polled_at.date()).days + 1
    full = min(DAYS, max(DAYS - first, watched)) - 1
    today = (now - now.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(days=1)
    return sum(days) / max(full + today, 1.0)
