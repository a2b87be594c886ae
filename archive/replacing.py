"""An article whose page was read at last, or again, takes its text, mentions and alerts with it, in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, select, update

from archive.alert_rows import alerts_of_group
from archive.articles import article_of_entry
from archive.commits import add_alerts, add_mentions, join_group
from archive.failpoints import reach
from archive.nouns import BodySource, Committed
from archive.page_tries import end_try, leave_page
from archive.tables import alerts, articles, copy_groups, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.commits import Decide
    from archive.nouns import Alert, Article, ArticleDraft, Mention


def replace_article(  # noqa: PLR0917 - one transaction takes all it writes
    tx: Connection,
    entry_id: int,
    draft: ArticleDraft,
    found: Sequence[Mention],
    decide: Decide,
    token: str,
    now: datetime,
) -> Committed | None:
    """End a claimed try with what the page gave; None when the try is another one's by now, or the article forgotten.

    The article joins the copy group of its new text. ``decide`` gets the alerts of that group and of the one that it
    leaves; neither group can get others before this transaction ends.
    """
    if not end_try(tx, entry_id, token, draft.page_status, now, due_at=None):
        return None
    article = article_of_entry(tx, entry_id)
    return _replace(tx, article, draft, found, decide, now) if article is not None else None


def reread_article(  # noqa: PLR0917 - the same
    tx: Connection,
    article: Article,
    draft: ArticleDraft,
    found: Sequence[Mention],
    decide: Decide,
    now: datetime,
) -> Committed | None:
    """Put what its page gives today in the article's place, in the same way; None when it is not as given any more.

    A page that is an article after all is not asked for again.
    """
    _lock(tx, article)
    if article_of_entry(tx, article.entry_id) != article:
        return None
    if draft.body_source is BodySource.PAGE:
        leave_page(tx, article.entry_id, draft.page_status)
    return _replace(tx, article, draft, found, decide, now)


def _replace(  # noqa: PLR0917 - the same
    tx: Connection, article: Article, draft: ArticleDraft, found: Sequence[Mention], decide: Decide, now: datetime
) -> Committed:
    group_id, is_copy, elders = _regroup(tx, article, draft.text_hash, now)
    _rewrite(tx, article, draft, group_id)
    tx.execute(delete(mentions).where(mentions.c.article_id == article.id))
    add_mentions(tx, article.id, found)
    plans = decide(elders)
    alert_ids, delivery_ids = add_alerts(tx, plans, group_id, article.id, now)
    reach("inside-replace")
    return Committed(article.id, group_id, is_copy, alert_ids, delivery_ids)


def _lock(tx: Connection, article: Article) -> None:
    """Whoever changes the article has its group's row first."""
    tx.execute(_LOCK, {"group_id": article.group_id})


def _regroup(tx: Connection, article: Article, text_hash: str, now: datetime) -> tuple[int, bool, list[Alert]]:
    """The group of the new text, whether it has others, and all alerts that were told there or of the article."""
    _lock(tx, article)
    elders = alerts_of_group(tx, article.group_id)
    if text_hash == article.text_hash:
        return article.group_id, False, elders
    group_id, is_copy = join_group(tx, text_hash, now)
    elders += alerts_of_group(tx, group_id)
    _take_along(tx, article, group_id)
    return group_id, is_copy, elders


def _take_along(tx: Connection, article: Article, group_id: int) -> None:
    """The article's own alerts stand for its text's later copies, unless that text has alerts of the rule already."""
    told = select(alerts.c.rule_id).where(alerts.c.group_id == group_id)
    own = (alerts.c.article_id == article.id, alerts.c.group_id == article.group_id)
    tx.execute(update(alerts).where(*own, alerts.c.rule_id.not_in(told)).values(group_id=group_id))


def _rewrite(tx: Connection, article: Article, draft: ArticleDraft, group_id: int) -> None:
    """All but its numbers and the time when it came."""
    said = {**asdict(draft), "body_source": draft.body_source.value, "origins": draft.origins, "group_id": group_id}
    tx.execute(update(articles).where(articles.c.id == article.id).values(said))


_LOCK = update(copy_groups).where(copy_groups.c.id == bindparam("group_id")).values(members=copy_groups.c.members)
