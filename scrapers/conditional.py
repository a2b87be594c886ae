"""What makes the next request for a feed conditional: decided from what is stored, without any I/O."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.nouns import Validators
from scrapers.conduct import SAME_BODIES
from scrapers.parsing.results import READER_VERSION

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Feed

NONE = Validators()
_DAY_SECONDS = 86_400
# Knuth's multiplicative hash: spreads consecutive ids over the day.
_SPREAD = 2_654_435_761


def validators_to_send(feed: Feed, now: datetime) -> Validators:
    """The validators for the next request; none when the whole document is wanted, or when they proved to be useless.

    A server that brings the same bytes time and again although it is told that we have them does not know its own
    validators, and might one day answer 304 to anything.
    """
    if is_whole_wanted(feed, now) or feed.conduct.same_bodies >= SAME_BODIES:
        return NONE
    return feed.validators


def is_whole_wanted(feed: Feed, now: datetime) -> bool:
    """Whether nothing may be left out: once a day, after a failure, and after a change of the reader.

    No 304 heals a feed that failed: its server has to show the document. And some servers answer 304 for ever, which
    would hide all news; so each feed is asked for its whole document at least once a day, at a time of its own.
    """
    was_read_otherwise = feed.validators != NONE and feed.validators.reader_version != READER_VERSION
    return feed.failures > 0 or was_read_otherwise or _is_reread_due(feed, now)


def is_unchanged(feed: Feed, body_hash: str) -> bool:
    """Whether these bytes were read completely before, by this reader; after a failure they are read again."""
    known = feed.validators
    return not feed.failures and (known.body_hash, known.reader_version) == (body_hash, READER_VERSION)


def _is_reread_due(feed: Feed, now: datetime) -> bool:
    if feed.last_ok_at is None:
        return True
    phase = timedelta(seconds=feed.id * _SPREAD % _DAY_SECONDS)
    return (now - phase).date() != (feed.last_ok_at - phase).date()
