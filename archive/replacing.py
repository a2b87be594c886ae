"""An article whose page was read at last, or again, takes its text, mentions and alerts with it, in one transaction."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update

from archive.alert_rows import alerts_elsewhere, alerts_of_group
from archive.articles import article_of_entry
from archive.commits import add_alerts, columns_of
from archive.comparisons import UNCOMPARED
from archive.failpoints import reach
from archive.fingerprints import put_prints, take_turn
from archive.joining import lock_group, rejoin
from archive.mentions import add_mentions
from archive.nouns import BodySource, Committed
from archive.page_tries import end_try, leave_page
from archive.tables import alerts, articles, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.nouns import Alert, Article, ArticleDraft, Mention


class Succession(StrEnum):
    """What a text is to that whose place it takes, and so what becomes of the article's alerts.

    ``same`` news: they go along. A ``rewritten`` text: they stay with the old one, whose copies they stand for, and
    count for the article still. ``other`` news: they stay, and do not count.
    """

    SAME = "same"
    REWRITTEN = "rewritten"
    OTHER = "other"


def replace_article(  # noqa: PLR0917 - one transaction takes all it writes
    tx: Connection,
    entry_id: int,
    draft: ArticleDraft,
    found: Sequence[Mention],
    decide: Decide,
    token: str,
    now: datetime,
    comparison: Comparison = UNCOMPARED,
    *,
    succession: Succession = Succession.SAME,
) -> Committed | None:
    """End a claimed try with what the page gave; None when the try is another one's by now, or the article forgotten.

    The article joins the copy group of its new text, or stays in its own, as the ``comparison`` says. ``decide`` gets
    the alerts of that group and of the one that it leaves, as ``succession`` has it; neither group can get others
    before this transaction ends.
    Raises Overtaken as a first commit does.
    """
    take_turn(tx, comparison, entry_id)
    if not end_try(tx, entry_id, token, draft.page_status, now, due_at=None):
        return None
    article = article_of_entry(tx, entry_id)
    if article is None:
        return None
    return _replace(tx, article, draft, found, decide, now, comparison, succession=succession)


def reread_article(  # noqa: PLR0917 - the same
    tx: Connection,
    article: Article,
    draft: ArticleDraft,
    found: Sequence[Mention],
    decide: Decide,
    now: datetime,
    comparison: Comparison = UNCOMPARED,
    *,
    succession: Succession = Succession.SAME,
) -> Committed | None:
    """Put what its page gives today in the article's place, in the same way; None when it is not as given any more.

    A page that is an article after all is not asked for again.
    """
    take_turn(tx, comparison, article.entry_id)
    lock_group(tx, article.group_id)
    if article_of_entry(tx, article.entry_id) != article:
        return None
    if draft.body_source is BodySource.PAGE:
        leave_page(tx, article.entry_id, draft.page_status)
    return _replace(tx, article, draft, found, decide, now, comparison, succession=succession)


def _replace(  # noqa: PLR0917 - the same
    tx: Connection,
    article: Article,
    draft: ArticleDraft,
    found: Sequence[Mention],
    decide: Decide,
    now: datetime,
    comparison: Comparison,
    *,
    succession: Succession,
) -> Committed:
    group_id, is_copy = _regroup(tx, article, draft.text_hash, comparison, now)
    elders = _elders(tx, article, group_id, succession)
    if group_id != article.group_id and succession is Succession.SAME:
        _take_along(tx, article, group_id)
    _rewrite(tx, article, draft, comparison, group_id)
    number = put_prints(tx, article.id, article.entry_id, comparison.prints, article.committed_at)
    tx.execute(delete(mentions).where(mentions.c.article_id == article.id))
    add_mentions(tx, article.id, found)
    plans = decide(elders)
    alert_ids, delivery_ids = add_alerts(tx, plans, group_id, article.id, now)
    reach("inside-replace")
    reprint = is_copy and comparison.is_reprint
    return Committed(article.id, group_id, is_copy, alert_ids, delivery_ids, number, reprint)


def _regroup(
    tx: Connection, article: Article, text_hash: str, comparison: Comparison, now: datetime
) -> tuple[int, bool]:
    """The group of the new text, and whether it has others; that and the one which it leaves are locked."""
    lock_group(tx, article.group_id)
    if text_hash == article.text_hash:
        return article.group_id, False
    return rejoin(tx, article, text_hash, comparison, now)


def _elders(tx: Connection, article: Article, group_id: int, succession: Succession) -> list[Alert]:
    """The alerts that count for the new text: all that were told in its group, and those of the article."""
    if succession is Succession.OTHER and group_id != article.group_id:
        return alerts_of_group(tx, group_id)
    groups = list(dict.fromkeys((article.group_id, group_id)))
    elders = [alert for group in groups for alert in alerts_of_group(tx, group)]
    return [*alerts_elsewhere(tx, article.id, groups), *elders]


def _take_along(tx: Connection, article: Article, group_id: int) -> None:
    """The article's own alerts stand for its text's later copies, unless that text has alerts of the rule already."""
    told = select(alerts.c.rule_id).where(alerts.c.group_id == group_id)
    own = (alerts.c.article_id == article.id, alerts.c.group_id == article.group_id)
    tx.execute(update(alerts).where(*own, alerts.c.rule_id.not_in(told)).values(group_id=group_id))


def _rewrite(tx: Connection, article: Article, draft: ArticleDraft, comparison: Comparison, group_id: int) -> None:
    """All but its numbers and the time when it came; what it was compared with only where it is known."""
    compared = {} if comparison.prints is None else comparison.columns()
    said = {**columns_of(draft), **compared, "group_id": group_id}
    tx.execute(update(articles).where(articles.c.id == article.id).values(said))
