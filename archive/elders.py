"""The articles that a text is compared with: as they stand in the archive, with what was told of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, literal_column, select

from archive.articles import article_from
from archive.tables import alerts, articles, entries, feeds, fingerprints

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from archive.nouns import Article


T = TypeVar("T")


class Elder(NamedTuple):
    """An article, its feed's address, and the number of its fingerprints, None where it has none."""

    article: Article
    feed_url: str
    prints_number: int | None


class Elders(NamedTuple):
    """Articles by their entries; and of their copy groups, which rules were told and of which entries."""

    by_entry: dict[int, Elder]
    told_rules: dict[int, frozenset[str]]
    told_entries: dict[int, frozenset[int]]

    def told_like(self, entry_id: int) -> frozenset[int]:
        """The entries that the group of this one was told of, but for itself, as far as their articles are kept."""
        told = self.told_entries.get(self.by_entry[entry_id].article.group_id, frozenset())
        return told & self.by_entry.keys() - {entry_id}


NO_ELDERS = Elders({}, {}, {})


def elders_of(tx: Connection, entry_ids: Collection[int]) -> Elders:
    """The articles of these entries, and those that were told of in their groups."""
    found = _articles(tx, entry_ids)
    told = tx.execute(_TOLD, {"ids": list({elder.article.group_id for elder in found.values()})}).all() if found else []
    rules, of = defaultdict[int, set[str]](set), defaultdict[int, set[int]](set)
    for row in told:
        rules[row.group_id].add(row.rule_id)
        of[row.group_id].add(row.entry_id)
    missing = {row.entry_id for row in told if row.entry_id is not None} - found.keys()
    return Elders(found | _articles(tx, missing), _frozen(rules), _frozen(of))


def entries_at(tx: Connection, url_keys: Collection[str], but_for: int, limit: int) -> frozenset[int]:
    """Entries with these URL keys that have articles, the youngest, but for one."""
    rows = tx.execute(_AT, {"url_keys": list(url_keys), "but_for": but_for, "limit": limit})
    return frozenset(row.entry_id for row in rows)


def at_work(tx: Connection, entry_ids: Collection[int], now: datetime) -> frozenset[int]:
    """Those of the entries that a worker has just now: articles may come of them soon."""
    rows = tx.execute(_AT_WORK, {"ids": list(entry_ids), "now": now})
    return frozenset(row.id for row in rows)


def _frozen(sets: Mapping[int, set[T]]) -> dict[int, frozenset[T]]:
    return {group_id: frozenset(members) for group_id, members in sets.items()}


def _articles(tx: Connection, entry_ids: Collection[int]) -> dict[int, Elder]:
    rows = tx.execute(_OF_ENTRIES, {"ids": list(entry_ids)}) if entry_ids else ()
    return {row.entry_id: Elder(article_from(row), row.feed_url, row.prints_number) for row in rows}


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_OF_ENTRIES = (
    select(articles, feeds.c.url.label("feed_url"), fingerprints.c.id.label("prints_number"))
    .join(feeds, feeds.c.id == articles.c.feed_id)
    .outerjoin(fingerprints, fingerprints.c.article_id == articles.c.id)
    .where(articles.c.entry_id.in_(_IDS))
)
_AT = (
    select(articles.c.entry_id)
    .join(entries, entries.c.id == articles.c.entry_id)
    .where(entries.c.url_key.in_(bindparam("url_keys", expanding=True)), entries.c.id != bindparam("but_for"))
    .order_by(articles.c.id.desc())
    .limit(bindparam("limit"))
)
_TOLD = (
    select(alerts.c.group_id, alerts.c.rule_id, articles.c.entry_id)
    .outerjoin(articles, articles.c.id == alerts.c.article_id)
    .where(alerts.c.group_id.in_(_IDS))
)
_AT_WORK = select(entries.c.id).where(
    entries.c.id.in_(_IDS),
    entries.c.state == literal_column("'pending'"),
    entries.c.lease_until > bindparam("now", type_=entries.c.lease_until.type),
)
