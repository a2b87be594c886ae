"""Articles that can be read again: their entries are done, and the pages that they were read from are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, func, literal_column, select, update

from archive.alert_rows import alerts_elsewhere, alerts_of_group
from archive.articles import article_of_entry, raw_page
from archive.comparisons import UNCOMPARED
from archive.feeds import get_feeds
from archive.joining import group_to_rejoin
from archive.nouns import EntryState
from archive.page_tries import entry_to_read
from archive.replacing import reread_article
from archive.tables import articles, entries, raw_pages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.articles import RawPage
    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.nouns import Alert, Article, ArticleDraft, Committed, Entry, Feed, Mention


class KeptPage(NamedTuple):
    """The page of an article, and where it was found."""

    article_id: int
    entry_id: int
    feed_id: int
    url: str


class StoredPage(NamedTuple):
    """An article with all that it was read from."""

    article: Article
    entry: Entry
    feed: Feed
    page: RawPage


class Rereading(NamedTuple):
    """What an article's page gives today; ``furniture``: see ``RawPage``."""

    draft: ArticleDraft
    found: Sequence[Mention]
    furniture: tuple[str, ...]


def kept_pages(tx: Connection, since: datetime) -> list[KeptPage]:
    """The kept pages of articles that were committed since then, in the articles' order."""
    return [KeptPage(*row) for row in tx.execute(_KEPT, {"since": since})]


def stored_page(tx: Connection, entry_id: int) -> StoredPage | None:
    """What an article is read again from; None when some of it was forgotten, or the entry is not done."""
    article, page = article_of_entry(tx, entry_id), raw_page(tx, entry_id)
    if article is None or page is None:
        return None
    entry = entry_to_read(tx, entry_id)
    if entry.state is not EntryState.DONE or not entry.url:  # its feed's text goes together with its address
        return None
    (feed,) = get_feeds(tx, [article.feed_id])
    return StoredPage(article, entry, feed, page)


def put_reread(  # noqa: PLR0917 - one transaction takes all it writes
    tx: Connection,
    article: Article,
    read: Rereading,
    decide: Decide,
    now: datetime,
    comparison: Comparison = UNCOMPARED,
) -> Committed | None:
    """``archive.replacing.reread_article``, and what its page will be read again with."""
    committed = reread_article(tx, article, read.draft, read.found, decide, now, comparison)
    if committed is not None:
        tx.execute(_KEEP_FURNITURE, {"of": article.entry_id, "lines": read.furniture})
    return committed


def would_join(
    tx: Connection, article: Article, text_hash: str, comparison: Comparison
) -> tuple[int | None, list[Alert]]:
    """The copy group that the article would be in with this text, None for a new one, and the alerts that count."""
    group_id = group_to_rejoin(tx, article, text_hash, comparison)
    groups = list(dict.fromkeys((article.group_id, article.group_id if group_id is None else group_id)))
    elders = [alert for group in groups for alert in alerts_of_group(tx, group)]
    return group_id, [*alerts_elsewhere(tx, article.id, groups), *elders]


_KEPT = (
    select(
        articles.c.id,
        articles.c.entry_id,
        articles.c.feed_id,
        func.coalesce(raw_pages.c.url, articles.c.canonical_url, articles.c.url),
    )
    .join(raw_pages, raw_pages.c.entry_id == articles.c.entry_id)
    .join(entries, entries.c.id == articles.c.entry_id)
    .where(
        articles.c.committed_at >= bindparam("since", type_=articles.c.committed_at.type),
        entries.c.state == literal_column("'done'"),
    )
    .order_by(articles.c.id)
)
_KEEP_FURNITURE = (
    update(raw_pages)
    .where(raw_pages.c.entry_id == bindparam("of"))
    .values(furniture=bindparam("lines", type_=raw_pages.c.furniture.type))
)
