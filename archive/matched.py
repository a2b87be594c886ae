"""How often each feed's articles held a watched name: counted once an article, a page of articles at a time.

A feed's counts are worth its last 500 or so articles: what goes beyond that makes the older ones count for less. An
article that is committed while others with higher numbers are counted may be left out; this is a measure, no account.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, case, func, select, update

from archive.conflicts import insert_or
from archive.nouns import HIT
from archive.tables import articles, feeds, mentions, meta

if TYPE_CHECKING:
    from datetime import datetime

ARTICLES_REMEMBERED = 500.0
_KEY = "articles-counted-until"


@dataclass(frozen=True, slots=True)
class FeedMatches:
    """So many of a feed's articles of one page, and how many of them held a watched name."""

    feed_id: int
    counted: int
    matched: int


@dataclass(frozen=True, slots=True)
class MatchesPage:
    """A page of articles: those with numbers after ``after``, up to and with ``until``."""

    after: int
    until: int
    feeds: tuple[FeedMatches, ...]


def next_matches(tx: Connection, since: datetime, limit: int) -> MatchesPage | None:
    """The next page of so many articles, the very first of those committed ``since``; None when all are counted."""
    after = _counted_until(tx, since)
    page = select(articles.c.id).where(articles.c.id > after).order_by(articles.c.id).limit(limit).subquery()
    until = tx.execute(select(func.max(page.c.id))).scalar()
    if until is None:
        return None
    found = [FeedMatches(*row) for row in tx.execute(_MATCHES, {"after": after, "until": until})]
    return MatchesPage(after, until, tuple(found))


def count_matches(tx: Connection, page: MatchesPage) -> bool:
    """Add a page to its feeds' counts; False when another scheduler has done so."""
    tx.execute(insert_or(tx, meta).on_conflict_do_nothing(), {"key": _KEY, "value": str(page.after)})
    moved = update(meta).where(meta.c.key == _KEY, meta.c.value == str(page.after)).values(value=str(page.until))
    if not tx.execute(moved).rowcount:
        return False
    tx.execute(_COUNT, [{"of": feed.feed_id, "n": feed.counted, "k": feed.matched} for feed in page.feeds])
    return True


def _counted_until(tx: Connection, since: datetime) -> int:
    known = tx.execute(select(meta.c.value).where(meta.c.key == _KEY)).scalar()
    if known is not None:
        return int(known)
    first = tx.execute(select(func.min(articles.c.id)).where(articles.c.committed_at >= since)).scalar()
    return 0 if first is None else first - 1


_HAS_HIT = select(mentions.c.position).where(mentions.c.article_id == articles.c.id, mentions.c.status == HIT).exists()
_MATCHES = (
    select(articles.c.feed_id, func.count(), func.sum(case((_HAS_HIT, 1), else_=0)))
    .where(articles.c.id > bindparam("after"), articles.c.id <= bindparam("until"))
    .group_by(articles.c.feed_id)
)
_COUNTED = feeds.c.articles_counted + bindparam("n")
_MATCHED = feeds.c.articles_matched + bindparam("k")
_TOO_MANY = _COUNTED > ARTICLES_REMEMBERED
_COUNT = (
    update(feeds)
    .where(feeds.c.id == bindparam("of"))
    .values(
        articles_counted=case((_TOO_MANY, ARTICLES_REMEMBERED), else_=_COUNTED),
        articles_matched=case((_TOO_MANY, _MATCHED * ARTICLES_REMEMBERED / _COUNTED), else_=_MATCHED),
    )
)
