"""Commit an article with everything that follows from it, in one transaction that happens once for an entry."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, literal_column, update

from archive.alert_rows import alerts_of_group
from archive.comparisons import UNCOMPARED
from archive.failpoints import reach
from archive.fingerprints import add_prints, take_turn
from archive.held_alerts import arrive, hold_alerts
from archive.joining import join
from archive.mentions import insert_mentions
from archive.nouns import (
    Alert,
    AlertPlan,
    ArticleDraft,
    Committed,
    DeliveryPlan,
    DeliveryState,
    Entry,
    EntryState,
    Mention,
)
from archive.tables import alerts, articles, deliveries, entries

if TYPE_CHECKING:
    from datetime import datetime

    from archive.comparisons import Comparison

Decide = Callable[[Sequence[Alert]], Sequence[AlertPlan]]

_KEY_BYTES = 16


def commit_article(  # noqa: PLR0917 - one transaction takes all it writes
    tx: Connection,
    entry: Entry,
    draft: ArticleDraft,
    mentions: Sequence[Mention],
    decide: Decide,
    now: datetime,
    *,
    final_state: EntryState = EntryState.DONE,
    comparison: Comparison = UNCOMPARED,
) -> Committed | None:
    """Commit the article of a claimed entry; None if the entry is no longer pending or its lease token is stale.

    ``decide`` gets the alerts already committed for the article's copy group, and no other worker can commit to that
    group before this transaction ends; it may be asked again if the transaction has to be repeated. Raises Overtaken
    when articles that the ``comparison`` knows nothing of may be of the same text.
    """
    take_turn(tx, comparison, entry.id)
    if not _finish_entry(tx, entry, final_state):
        return None
    group_id, is_copy = join(tx, draft.text_hash, comparison, now)
    article_id = _insert_article(tx, entry, draft, comparison, group_id, now)
    insert_mentions(tx, article_id, mentions)
    number = add_prints(tx, article_id, entry.id, comparison.prints, now)
    plans = decide(alerts_of_group(tx, group_id) if is_copy else ())
    alert_ids, delivery_ids = add_alerts(tx, plans, group_id, article_id, now)
    reach("inside-commit")
    return Committed(article_id, group_id, is_copy, alert_ids, delivery_ids, number, is_copy and comparison.is_reprint)


def add_alerts(
    tx: Connection, plans: Sequence[AlertPlan], group_id: int, article_id: int, now: datetime
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of new alerts about an article and of their deliveries; the caller has the group's row locked.

    An alert that its guard holds is to be told together with others and has no delivery of its own.
    """
    if not plans:
        return (), ()
    arrival = arrive(tx, article_id, now)
    made = [(insert_alert(tx, plan, group_id, article_id, now, arrival.news_of), plan) for plan in plans]
    held = hold_alerts(tx, made, article_id, arrival, now)
    planned = [(alert, to) for alert, plan in made if alert not in held for to in plan.deliveries]
    delivery_ids = insert_deliveries(tx, [(alert, None, to) for alert, to in planned], now)
    return tuple(alert for alert, _ in made), tuple(delivery_ids)


def insert_deliveries(
    tx: Connection, plans: Sequence[tuple[int | None, int | None, DeliveryPlan]], now: datetime
) -> list[int]:
    """Deliveries that are due at once, each for an alert or a notice; their numbers in the order of the plans."""
    rows = [
        {
            "alert_id": alert_id,
            "notice_id": notice_id,
            "recipient": to.recipient,
            "channel": to.channel,
            "state": DeliveryState.DUE.value,
            "message_key": secrets.token_hex(_KEY_BYTES),
            "attempts": 0,
            "created_at": now,
            "next_attempt_at": now,
        }
        for alert_id, notice_id, to in plans
    ]
    if not rows:
        return []
    ids = {row.message_key: row.id for row in tx.execute(_INSERT_DELIVERIES, rows)}
    return [ids[row["message_key"]] for row in rows]


def _finish_entry(tx: Connection, entry: Entry, final_state: EntryState) -> bool:
    values = {"entry_id": entry.id, "token": entry.lease_token, "final_state": final_state.value}
    return tx.execute(_FINISH, values).rowcount == 1


def _insert_article(  # noqa: PLR0917 - a row's columns
    tx: Connection, entry: Entry, draft: ArticleDraft, comparison: Comparison, group_id: int, now: datetime
) -> int:
    values = {
        **columns_of(draft),
        **comparison.columns(),
        "entry_id": entry.id,
        "feed_id": entry.feed_id,
        "group_id": group_id,
        "committed_at": now,
    }
    return int(tx.execute(_INSERT_ARTICLE, values).scalar_one())


def columns_of(draft: ArticleDraft) -> dict[str, object]:
    """What the table ``articles`` holds of a draft, by column."""
    return {**asdict(draft), "body_source": draft.body_source.value, "origins": draft.origins}


def insert_alert(  # noqa: PLR0917 - a row's columns
    tx: Connection, plan: AlertPlan, group_id: int, article_id: int, now: datetime, feed_id: int | None = None
) -> int:
    """The number of a new alert, which is news of a feed or no news; the caller has the group's row locked."""
    values = {
        "rule_id": plan.rule_id,
        "group_id": group_id,
        "revision": plan.revision,
        "article_id": article_id,
        "priority": plan.priority,
        "covers": plan.covers,
        "created_at": now,
        "reason": plan.reason,
        "figures": plan.figures,
        "changes": plan.changes,
        "notice": plan.notice,
        "resembles": plan.resembles,
        "feed_id": feed_id,
    }
    return int(tx.execute(_INSERT_ALERT, values).scalar_one())


_FINISH = (
    update(entries)
    .where(
        entries.c.id == bindparam("entry_id"),
        entries.c.state == literal_column("'pending'"),
        entries.c.lease_token.is_not_distinct_from(bindparam("token", type_=entries.c.lease_token.type)),
    )
    .values(state=bindparam("final_state"), lease_token=None, lease_until=None)
)
_INSERT_ARTICLE = articles.insert().returning(articles.c.id)
_INSERT_ALERT = alerts.insert().returning(alerts.c.id)
_INSERT_DELIVERIES = deliveries.insert().returning(deliveries.c.id, deliveries.c.message_key)
