"""What articles said before they were edited, and the transaction in which a new version takes an old one's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from archive.comparisons import UNCOMPARED
from archive.failpoints import reach
from archive.fingerprints import take_turn
from archive.page_tries import end_try
from archive.replacing import Succession, reread_article
from archive.tables import article_revisions, page_tries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.nouns import Article, ArticleDraft, Committed, Mention


class Revision(NamedTuple):
    """What an article said before its so-manieth edit; ``changed`` is the share of the words that the edit changed."""

    number: int
    title: str
    body: str
    text_hash: str
    changed: float
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Revising:
    """An edit that is to be committed by who has claimed the page's try; ``due_at``: when it is looked at again."""

    article: Article
    draft: ArticleDraft
    found: Sequence[Mention]
    changed: float
    token: str
    due_at: datetime | None
    succession: Succession = Succession.SAME


def revise_article(
    tx: Connection, edit: Revising, decide: Decide, now: datetime, comparison: Comparison = UNCOMPARED
) -> Committed | None:
    """End a claimed try with a new version of the article, and keep the old one as a revision.

    None when the try is another one's by now, or the article is not as it was read: then it is looked at again at once.
    All else is as ``archive.replacing.reread_article`` has it.
    """
    article = edit.article
    take_turn(tx, comparison, article.entry_id)
    if not end_try(tx, article.entry_id, edit.token, edit.draft.page_status, now, due_at=edit.due_at):
        return None
    succession = Succession.SAME if comparison.stays else edit.succession
    committed = reread_article(tx, article, edit.draft, edit.found, decide, now, comparison, succession=succession)
    if committed is None:
        tx.execute(_LOOK_AGAIN, {"of": article.entry_id, "now": now})
        return None
    _keep(tx, article, edit.changed, now)
    reach("inside-revise")
    return committed


def revisions_of(tx: Connection, article_id: int) -> list[Revision]:
    """What an article said before, the oldest first."""
    return [Revision(*row) for row in tx.execute(_REVISIONS, {"of": article_id})]


def _keep(tx: Connection, article: Article, changed: float, now: datetime) -> None:
    number = tx.execute(_YOUNGEST, {"of": article.id}).scalar_one() + 1
    old = Revision(number, article.title, article.body, article.text_hash, changed, now)
    tx.execute(_KEEP, {"article_id": article.id, **old._asdict()})


_KEEP = article_revisions.insert()
_REVISIONS = (
    select(*(article_revisions.c[name] for name in Revision._fields))
    .where(article_revisions.c.article_id == bindparam("of"))
    .order_by(article_revisions.c.number)
)
_YOUNGEST = select(func.coalesce(func.max(article_revisions.c.number), 0)).where(
    article_revisions.c.article_id == bindparam("of")
)
_LOOK_AGAIN = (
    update(page_tries)
    .where(page_tries.c.entry_id == bindparam("of"))
    .values(due_at=bindparam("now", type_=page_tries.c.due_at.type))
)
