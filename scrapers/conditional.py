"""What makes the next request for a feed conditional: decided from what is stored, without any I/O."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.nouns import Validators
from scrapers.parsing.results import READER_VERSION

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Feed

NONE = Validators()
_DAY_SECONDS = 86_400
# Knuth's multiplicative hash: spreads consecutive ids over the day.
_SPREAD = 2_654_435_761


def validators_to_send(feed: Feed, now: datetime) -> Validators:
    """The validators for the next request; none once a day and after a change of the reader.

    Some servers answer 304 for ever, which would hide all news; so each feed is asked for its whole document at least
    once a day, at a time of its own.
    """
    if feed.validators.reader_version != READER_VERSION or _is_reread_due(feed, now):
        return NONE
    return feed.validators


def is_unchanged(feed: Feed, body_hash: str) -> bool:
    """Whether these bytes were read completely before, by this reader."""
    return feed.validators.body_hash == body_hash and feed.validators.reader_version == READER_VERSION


def _is_reread_due(feed: Feed, now: datetime) -> bool:
    if feed.last_ok_at is None:
        return True
    phase = timedelta(seconds=feed.id * _SPREAD % _DAY_SECONDS)
    return (now - phase).date() != (feed.last_ok_at - phase).date()
