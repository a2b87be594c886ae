"""Articles: committed once, read by whoever writes or shows an alert; and the raw pages they were extracted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, select

from archive.conflicts import insert_or
from archive.nouns import Article, BodySource, Mention
from archive.tables import articles, mentions, raw_pages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class ArticleCounts(NamedTuple):
    """How many articles there are, and how many copy groups they form."""

    articles: int
    groups: int


class RawPage(NamedTuple):
    """A page as it was fetched; how it was compressed is its keeper's business.

    ``url`` is where it was found in the end, ``furniture`` the lines that its site's knowledge took away from the body;
    both are None for pages that were kept before these were.
    """

    compressed: bytes
    content_type: str
    kept_at: datetime
    url: str | None = None
    furniture: tuple[str, ...] | None = None


def get_article(tx: Connection, article_id: int) -> Article | None:
    """The article with this number, None if there is none or it was forgotten."""
    row = tx.execute(_BY_ID, {"article_id": article_id}).one_or_none()
    return article_from(row) if row else None


def article_of_entry(tx: Connection, entry_id: int) -> Article | None:
    """The article of this entry, None if it is not committed or was forgotten."""
    row = tx.execute(_BY_ENTRY, {"entry_id": entry_id}).one_or_none()
    return article_from(row) if row else None


def recent_articles(tx: Connection, since: datetime, after_id: int, limit: int) -> list[Article]:
    """Articles committed since then, a page: those with the lowest numbers above ``after_id``."""
    values = {"since": since, "after_id": after_id, "limit": limit}
    return [article_from(row) for row in tx.execute(_RECENT, values)]


def mentions_of(tx: Connection, article_id: int) -> list[Mention]:
    """The mentions of an article, in the order they were committed in."""
    return [_mention(row) for row in tx.execute(_MENTIONS, {"article_id": article_id})]


def count_articles(tx: Connection) -> ArticleCounts:
    """How many articles are kept, and of how many different texts."""
    row = tx.execute(select(func.count(), func.count(articles.c.group_id.distinct()))).one()
    return ArticleCounts(row[0], row[1])


def keep_raw_page(  # noqa: PLR0917 - a row's columns
    tx: Connection,
    entry_id: int,
    compressed: bytes,
    content_type: str,
    now: datetime,
    url: str | None = None,
    furniture: Sequence[str] | None = None,
) -> None:
    """Keep the page an entry's article was read from, in place of one kept before."""
    page = RawPage(compressed, content_type, now, url, None if furniture is None else tuple(furniture))._asdict()
    insert = insert_or(tx, raw_pages).values(entry_id=entry_id, **page)
    tx.execute(insert.on_conflict_do_update(index_elements=[raw_pages.c.entry_id], set_=page))


def raw_page(tx: Connection, entry_id: int) -> RawPage | None:
    """The page kept for an entry, None if there is none or it was forgotten."""
    row = tx.execute(_RAW_PAGE, {"entry_id": entry_id}).one_or_none()
    return RawPage(*row) if row else None


_BY_ID = select(articles).where(articles.c.id == bindparam("article_id"))
_BY_ENTRY = select(articles).where(articles.c.entry_id == bindparam("entry_id"))
_RECENT = (
    select(articles)
    .where(articles.c.id > bindparam("after_id"), articles.c.committed_at >= bindparam("since"))
    .order_by(articles.c.id)
    .limit(bindparam("limit"))
)
_MENTIONS = select(mentions).where(mentions.c.article_id == bindparam("article_id")).order_by(mentions.c.position)
_RAW_PAGE = select(*(raw_pages.c[name] for name in RawPage._fields)).where(
    raw_pages.c.entry_id == bindparam("entry_id")
)


def article_from(row: Row[Any]) -> Article:
    """The article that a row of the table ``articles`` holds."""
    return Article(
        id=row.id,
        entry_id=row.entry_id,
        feed_id=row.feed_id,
        group_id=row.group_id,
        url=row.url,
        title=row.title,
        body=row.body,
        language=row.language,
        author=row.author,
        published_at=row.published_at,
        body_source=BodySource(row.body_source),
        page_status=row.page_status,
        text_hash=row.text_hash,
        fetched_at=row.fetched_at,
        committed_at=row.committed_at,
        modified_at=row.modified_at,
        canonical_url=row.canonical_url,
        section=row.section,
        image_url=row.image_url,
        origins=row.origins,
        extractor=row.extractor,
        removed_lines=row.removed_lines,
        warnings=row.warnings,
        relation=row.relation,
        elder_id=row.elder_id,
        shared=row.shared,
        differing=row.differing,
    )


def _mention(row: Row[Any]) -> Mention:
    return Mention(
        name_id=row.name_id,
        kind=row.kind,
        name=row.name,
        surface=row.surface,
        field=row.field,
        start=row.start,
        end=row.end,
        status=row.status,
        inside=row.inside,
    )
