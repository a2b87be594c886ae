"""A feed's row: how it becomes a Feed, and what a poll changes in it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, case, func

from archive.nouns import Conduct, Feed, PollRecord, Validators
from archive.tables import feeds

_CONDUCT = tuple(field.name for field in fields(Conduct))
_ALWAYS_NOTED = ("status", "failures", "next_poll_at", "status_since", "detail")
_NOTED_WHEN_KNOWN = ("pace", "last_entry_at", "volume")


def feed_of(row: Row[Any]) -> Feed:
    """The feed that a row of the table tells of."""
    return Feed(
        id=row.id,
        url=row.url,
        name=row.name,
        language=row.language,
        tags=row.tags,
        interval_min_seconds=row.interval_min_seconds,
        interval_max_seconds=row.interval_max_seconds,
        enabled=row.enabled,
        status=row.status,
        failures=row.failures,
        guids_unreliable=row.guids_unreliable,
        first_polled_at=row.first_polled_at,
        last_polled_at=row.last_polled_at,
        last_ok_at=row.last_ok_at,
        next_poll_at=row.next_poll_at,
        validators=Validators(row.etag, row.last_modified, row.body_hash, row.reader_version),
        added_at=row.added_at,
        status_since=row.status_since,
        detail=row.detail,
        last_entry_at=row.last_entry_at,
        pace=row.pace,
        volume=row.volume,
        conduct=_conduct(row),
        articles_counted=row.articles_counted,
        articles_matched=row.articles_matched,
    )


def poll_columns(poll: PollRecord) -> dict[str, Any]:
    """The parameters that a statement with ``poll_changes`` takes for a poll."""
    record = {"poll_feed_id": poll.feed_id, "poll_polled_at": poll.polled_at, "poll_ok": poll.ok}
    noted = {f"poll_{name}": getattr(poll, name) for name in (*_ALWAYS_NOTED, *_NOTED_WHEN_KNOWN)}
    return record | noted | {f"poll_{name}": getattr(poll.conduct, name) for name in _CONDUCT}


def poll_changes() -> dict[str, Any]:
    """What a poll changes in its feed's row, as an UPDATE's values over the parameters of ``poll_columns``."""
    polled_at = bindparam("poll_polled_at", type_=feeds.c.last_polled_at.type)
    was_ok = bindparam("poll_ok", type_=feeds.c.enabled.type)
    first = feeds.c.first_polled_at
    return {
        **{name: _polled(name) for name in (*_ALWAYS_NOTED, *_CONDUCT)},
        **{name: func.coalesce(_polled(name), feeds.c[name]) for name in _NOTED_WHEN_KNOWN},
        "last_polled_at": polled_at,
        "last_ok_at": case((was_ok, polled_at), else_=feeds.c.last_ok_at),
        "first_polled_at": case((was_ok, func.coalesce(first, polled_at)), else_=first),
    }


def _polled(name: str) -> BindParameter[Any]:
    return bindparam(f"poll_{name}", type_=feeds.c[name].type)


def _conduct(row: Row[Any]) -> Conduct:
    return Conduct(
        fetch_url=row.fetch_url,
        moved_to=row.moved_to,
        moved_since=row.moved_since,
        moved_sightings=row.moved_sightings,
        gone_sightings=row.gone_sightings,
        same_bodies=row.same_bodies,
        period_seconds=row.period_seconds,
    )
