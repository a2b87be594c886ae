"""Reads what a service has archived, straight from its SQLite file, read-only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

MENTION_FIELDS = ("name_id", "kind", "name", "surface", "field", "start", "end", "status", "inside")

_OPEN_WORK = """
SELECT (SELECT count(*) FROM articles),
       (SELECT count(*) FROM entries WHERE state = 'pending') + (SELECT count(*) FROM deliveries WHERE state = 'due')
"""

Found = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as archived, with its mentions as tuples of ``MENTION_FIELDS``."""

    path: str
    group: int
    title: str
    body: str
    language: str | None
    body_source: str
    mentions: frozenset[Found]

    @property
    def names(self) -> frozenset[object]:
        """The names that alert: found as written, and not inside a longer one."""
        return frozenset(found[0] for found in self.mentions if found[7] == "hit" and found[8] is None)


def kept_articles(archive: Path) -> list[KeptArticle]:
    """Every article."""
    fields = ", ".join(f'"{field}"' for field in MENTION_FIELDS)
    with _reading(archive) as connection:
        found: dict[int, list[Found]] = {}
        for article_id, *mention in connection.execute(f"SELECT article_id, {fields} FROM mentions"):  # noqa: S608 - fixed
            found.setdefault(article_id, []).append(tuple(mention))
        rows = connection.execute("SELECT id, url, group_id, title, body, language, body_source FROM articles")
        return [
            KeptArticle(urlsplit(url).path, group, title, body, language, source, frozenset(found.get(number, [])))
            for number, url, group, title, body, language, source in rows
        ]


def open_work(archive: Path) -> tuple[int, int]:
    """How many articles there are, and how many entries and deliveries still wait; (0, 1) before there are tables."""
    try:
        with _reading(archive) as connection:
            articles, waiting = connection.execute(_OPEN_WORK).fetchone()
    except sqlite3.OperationalError:
        return 0, 1
    return articles, waiting


def _reading(archive: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True))
