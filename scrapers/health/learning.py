"""Learning: what one poll adds to what is known of a feed's health."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.cadence.keeping import from_json as pace_from_json
from scrapers.health.habits import after_answer, after_document, after_entries
from scrapers.health.keeping import Health, from_json, to_json
from scrapers.health.silence import expected_between
from scrapers.health.volume import count, put_off

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.nouns import Entry, Feed

_LONGEST_UNASKED = timedelta(hours=12)


def learned(
    feed: Feed,
    now: datetime,
    *,
    time_share: float | None = None,
    charset: str | None = None,
    left_out: int = 0,
    entries: Sequence[Entry] = (),
) -> str | None:
    """The feed's health after a good poll, to be kept; None when nothing has changed.

    ``time_share`` is how much of its time the answer took, ``charset`` what was told of a whole document's,
    ``left_out`` how many of its items were over the limit.
    """
    before = from_json(feed.volume)
    habits, volume = before.habits, before.volume
    if time_share is not None:
        habits = after_answer(habits, time_share)
    if charset is not None:
        habits = after_document(habits, charset, left_out)
    if entries and not entries[0].from_first_poll:
        habits = after_entries(habits, [entry.published_at for entry in entries])
        volume = count(
            volume if _was_watched(feed, now) else put_off(volume, now), len(entries), now, _expected(feed, now)
        )
    elif entries:
        habits = after_entries(replace(habits, newest=None), [entry.published_at for entry in entries])
        volume = count(volume, 0, now, None)
    after = Health(volume, habits)
    return None if after == before else to_json(after)


def _expected(feed: Feed, now: datetime) -> float | None:
    """How many entries were to be expected since the last news; None when that silence was not the feed's own."""
    if feed.last_entry_at is None or feed.failures or not _was_watched(feed, now):
        return None
    return expected_between(pace_from_json(feed.pace), feed.last_entry_at.timestamp(), now.timestamp())


def _was_watched(feed: Feed, now: datetime) -> bool:
    return feed.last_ok_at is not None and now - feed.last_ok_at <= _LONGEST_UNASKED
