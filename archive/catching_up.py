"""Applying a changed watchlist to the stored articles, step by step; ``archive.catch_up_steps`` decides on each.

Each step is one transaction that only happens while the row is as the caller left it. So of several crawlers one does
the work, and a crawler that dies leaves it to the next at the very article. What is found becomes alerts at once, so
that copies stay silent; whom to tell of them stands in the row until a summary is written for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from archive.alert_rows import alerts_of_group
from archive.articles import get_article
from archive.catch_up_steps import CatchUp, NewAlert, begun, continued, finished
from archive.commits import insert_alert
from archive.conflicts import insert_or
from archive.failpoints import reach
from archive.mentions import add_mentions
from archive.summaries import add_summary
from archive.tables import copy_groups, meta

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.catch_up_steps import Step, Turn
    from archive.commits import Decide
    from archive.nouns import Article, Mention

_KEY = "catch-up"


class HeldArticle(NamedTuple):
    """An article for which rules hold: its mentions by the new list, and the policy that decides on alerts."""

    article: Article
    mentions: Sequence[Mention]
    decide: Decide


class Advance(NamedTuple):
    """How far it is now, and how many alerts that brought."""

    known: CatchUp
    alerts: int


def know_first(tx: Connection, edition: str) -> None:
    """Take this for the list that was always in force, if the archive knows none: a first start floods nobody."""
    insert = insert_or(tx, meta).values(key=_KEY, value=CatchUp(edition).to_json())
    tx.execute(insert.on_conflict_do_nothing(index_elements=[meta.c.key]))


def list_in_force(tx: Connection) -> str | None:
    """The list that is being applied to the stored articles, or was last, by its hash; None when none ever was."""
    value = tx.execute(_EDITION).scalar_one_or_none()
    return None if value is None else CatchUp.from_json(value).edition


def begin(tx: Connection, edition: str, since: datetime, turn: Turn) -> CatchUp | None:
    """Apply a list that has come into force to what came ``since``, as ``catch_up_steps.begun`` decides."""
    return _make(tx, begun(_read(tx), edition, since, turn), turn.now)


def go_on(tx: Connection, edition: str, turn: Turn) -> CatchUp | None:
    """Take up what somebody left behind, as ``catch_up_steps.continued`` decides."""
    return _make(tx, continued(_read(tx), edition, turn), turn.now)


def advance(tx: Connection, known: CatchUp, page: Sequence[HeldArticle], after: int, turn: Turn) -> Advance | None:
    """Commit the alerts about a page of articles; None, and nothing written, when another one is at work by now.

    ``page`` holds those for which rules hold; all articles up to ``after`` are done then.
    """
    if _read(tx) != known:
        return None
    alerts = [_alert(tx, held, turn.now) for held in page]
    reach("inside-catch-up")
    return Advance(_put(tx, known.advanced(after, alerts, turn)), sum(map(len, alerts)))


def finish(tx: Connection, known: CatchUp, now: datetime) -> int | None:
    """Write a summary to each who is to be told, all done then; how many, None when another one is at work by now."""
    if _read(tx) != known:
        return None
    _make(tx, finished(known), now)
    return len(known.told)


def free_catch_up(tx: Connection) -> None:
    """Let it go on at once: whoever was at work is dead."""
    known = _read(tx)
    if known is not None and known.is_under_way:
        _put(tx, known.freed())


def _make(tx: Connection, step: Step | None, now: datetime) -> CatchUp | None:
    if step is None:
        return None
    for each in step.tell:
        add_summary(tx, each.summary, each.to, now)
    if step.tell:
        reach("before-summary")
    return _put(tx, step.then)


def _alert(tx: Connection, held: HeldArticle, now: datetime) -> list[NewAlert]:
    """The new alerts about an article; its group's row is locked meanwhile."""
    article = held.article
    tx.execute(_LOCK, {"group_id": article.group_id})
    if _is_another_text(get_article(tx, article.id), article):
        return []
    plans = held.decide(alerts_of_group(tx, article.group_id))
    if plans:
        add_mentions(tx, article.id, held.mentions)
    return [NewAlert(insert_alert(tx, plan, article.group_id, article.id, now), plan.deliveries) for plan in plans]


def _is_another_text(now: Article | None, read: Article) -> bool:
    """Whether its page was read at last since its mentions were found; that reading has told what there is to tell."""
    return now is None or (now.title, now.body) != (read.title, read.body)


def _read(tx: Connection) -> CatchUp | None:
    """The row, locked where the database does not lock as a whole."""
    value = tx.execute(_ROW).scalar_one_or_none()
    return None if value is None else CatchUp.from_json(value)


def _put(tx: Connection, known: CatchUp) -> CatchUp:
    tx.execute(_CHANGE, {"new_value": known.to_json()})
    return known


_EDITION = select(meta.c.value).where(meta.c.key == _KEY)
_ROW = _EDITION.with_for_update()
_CHANGE = update(meta).where(meta.c.key == _KEY).values(value=bindparam("new_value"))
_LOCK = update(copy_groups).where(copy_groups.c.id == bindparam("group_id")).values(members=copy_groups.c.members)
