"""Remember the entries of one poll, and with them what vouches for them, in one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Executable, bindparam, select, update

from archive.conflicts import insert_for
from archive.failpoints import reach
from archive.feed_rows import poll_changes, poll_columns
from archive.known_keys import known_keys, to_remember
from archive.nouns import Entry, EntryState, Feed, NewEntry, PollRecord, Validators
from archive.pending_entries import pending_entry
from archive.tables import entries, entry_texts, feeds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Remembered:
    """The new entries, in the order of their document, and what was noted of the poll that brought them."""

    entries: list[Entry]
    record: PollRecord


def remember(  # noqa: PLR0917 - one transaction takes all it writes
    tx: Connection,
    feed: Feed,
    candidates: Sequence[NewEntry],
    validators: Validators | None,
    guids_unreliable: bool,  # noqa: FBT001 - a fact about the document, told by position everywhere
    judge: Callable[[Sequence[Entry]], PollRecord],
    now: datetime,
) -> Remembered:
    """Remember the unknown candidates as pending entries and give them back, in the candidates' order.

    With them the feed's validators are stored (None clears them) and what ``judge`` makes of the new entries is noted
    of the poll. Entries of the first poll that brought any are marked as such.
    """
    is_first_poll = _lock_feed(tx, feed.id)
    known = known_keys(tx, feed.id, candidates)
    fresh = [new for candidate in candidates if (new := to_remember(candidate, known)) is not None]
    remembered = _insert(tx, feed.id, fresh, now, is_first_poll=is_first_poll) if fresh else []
    record = judge(remembered)
    _note_poll(tx, record, validators, guids_unreliable=guids_unreliable, saw_entries=bool(candidates))
    reach("inside-remember")
    return Remembered(remembered, record)


def remember_pushed(
    tx: Connection,
    feed_id: int,
    candidates: Sequence[NewEntry],
    now: datetime,
    *,
    guids_unreliable: bool,
    learn: Callable[[Sequence[Entry]], str | None],
) -> list[Entry]:
    """Remember the unknown candidates that a hub delivered, and give them back as ``remember`` does.

    What they came in vouches for no document: validators stay as they are, and so does what is noted of polls, but for
    the pace that ``learn`` makes of the entries.
    """
    is_first_poll = _lock_feed(tx, feed_id)
    known = known_keys(tx, feed_id, candidates)
    fresh = [new for candidate in candidates if (new := to_remember(candidate, known)) is not None]
    if not fresh:
        return []
    remembered = _insert(tx, feed_id, fresh, now, is_first_poll=is_first_poll)
    pace = learn(remembered)
    changes: dict[str, Any] = {"last_entry_at": now}
    changes |= {"guids_unreliable": True} if guids_unreliable else {}
    changes |= {} if pace is None else {"pace": pace}
    tx.execute(update(feeds).where(feeds.c.id == feed_id).values(changes))
    reach("inside-remember")
    return remembered


def _lock_feed(tx: Connection, feed_id: int) -> bool:
    """Keep other polls of this feed waiting; whether this is its first."""
    return tx.execute(_LOCK_FEED, {"feed_id": feed_id}).scalar_one() is None


def _insert(
    tx: Connection,
    feed_id: int,
    fresh: Sequence[NewEntry],
    now: datetime,
    *,
    is_first_poll: bool,
) -> list[Entry]:
    rows = [_row(feed_id, candidate, now, is_first_poll=is_first_poll) for candidate in fresh]
    ids = {row.item_key: row.id for row in tx.execute(_insert_statement(tx.dialect.name), rows)}
    inserted = {ids.pop(new.item_key): new for new in fresh if new.item_key in ids}
    texts = [
        {"entry_id": entry_id, "title": new.title, "summary": new.summary, "content": new.content}
        for entry_id, new in inserted.items()
    ]
    if texts:
        tx.execute(_INSERT_TEXTS, texts)
    return [
        pending_entry(new, now, entry_id=entry_id, feed_id=feed_id, from_first_poll=is_first_poll)
        for entry_id, new in inserted.items()
    ]


def _note_poll(
    tx: Connection,
    record: PollRecord,
    validators: Validators | None,
    *,
    guids_unreliable: bool,
    saw_entries: bool,
) -> None:
    values = {**poll_columns(record), **asdict(validators or Validators()), "unreliable": guids_unreliable}
    tx.execute(_NOTE_POLL, values)
    if saw_entries and not record.ok:
        tx.execute(_NOTE_FIRST_POLL, {"feed_id": record.feed_id, "polled_at": record.polled_at})


def _row(feed_id: int, new: NewEntry, now: datetime, *, is_first_poll: bool) -> dict[str, Any]:
    return {
        "feed_id": feed_id,
        "item_key": new.item_key,
        "composite_key": new.composite_key,
        "url_key": new.url_key,
        "title_hash": new.title_hash,
        "url": new.url,
        "published_at": new.published_at,
        "first_seen_at": now,
        "from_first_poll": is_first_poll,
        "state": EntryState.PENDING.value,
        "attempts": 0,
        "next_attempt_at": now,
    }


@cache
def _insert_statement(dialect: str) -> Executable:
    return insert_for(dialect, entries).on_conflict_do_nothing().returning(entries.c.id, entries.c.item_key)


_LOCK_FEED = select(feeds.c.first_polled_at).where(feeds.c.id == bindparam("feed_id")).with_for_update()
_INSERT_TEXTS = entry_texts.insert()
_NOTE_POLL = (
    update(feeds)
    .where(feeds.c.id == bindparam("poll_feed_id"))
    .values(
        **poll_changes(),
        **{name: bindparam(name) for name in ("etag", "last_modified", "body_hash", "reader_version")},
        guids_unreliable=bindparam("unreliable"),
    )
)
_NOTE_FIRST_POLL = (
    update(feeds)
    .where(feeds.c.id == bindparam("feed_id"), feeds.c.first_polled_at.is_(None))
    .values(first_polled_at=bindparam("polled_at"))
)
