"""How far a changed watchlist was applied to the stored articles: one row that is read, worked on and put back.

Each step is one transaction that only happens while the row is as the caller left it. So of several crawlers one does
the work, and a crawler that dies leaves it to the next at the very article. What is found becomes alerts at once, so
that copies stay silent; whom to tell of them stands in the row until a summary is written for each.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from archive.alert_rows import alerts_of_group
from archive.commits import add_mentions, insert_alert, insert_deliveries
from archive.conflicts import insert_or
from archive.failpoints import reach
from archive.nouns import DeliveryPlan
from archive.tables import copy_groups, meta, notices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.commits import Decide
    from archive.nouns import Article, Mention

SUMMARY = "catch-up"
MOST_LISTED = 20
_KEY = "catch-up"


class Found(NamedTuple):
    """An article for which rules hold: its mentions by the new list, and the policy that decides on alerts."""

    article: Article
    mentions: Sequence[Mention]
    decide: Decide


@dataclass(frozen=True, slots=True)
class Told:
    """What one recipient will be told by one channel: how many articles, and the alerts about the last of them."""

    recipient: str
    channel: str
    articles: int = 0
    alerts: tuple[tuple[int, ...], ...] = ()

    def plus(self, alerts: tuple[int, ...]) -> Told:
        """With an article more."""
        return replace(self, articles=self.articles + 1, alerts=(*self.alerts, alerts)[-MOST_LISTED:])


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The list that was applied last, by its hash; and, while ``since`` is set, how far that is.

    Articles up to number ``after`` are done. ``holder`` is at work until ``until``.
    """

    edition: str
    since: datetime | None = None
    after: int = 0
    holder: str = ""
    until: datetime | None = None
    told: tuple[Told, ...] = field(default=())

    @property
    def is_under_way(self) -> bool:
        """Whether anything is left to do."""
        return self.since is not None


def know_first(tx: Connection, edition: str) -> None:
    """Take this for the list that was always in force, if the archive knows none: a first start floods nobody."""
    insert = insert_or(tx, meta).values(key=_KEY, value=_to_json(CatchUp(edition)))
    tx.execute(insert.on_conflict_do_nothing(index_elements=[meta.c.key]))


def catch_up_with(  # noqa: PLR0917 - who, what, since when and for how long
    tx: Connection, edition: str, since: datetime, token: str, now: datetime, lease: timedelta
) -> CatchUp | None:
    """Begin to apply this list, or go on with it where nobody is at work; None when there is nothing to do.

    What was found for an older one is told now.
    """
    known = _read(tx) or CatchUp(edition)
    if known.edition == edition:
        return _taken(tx, known, token, now, lease) if known.is_under_way else None
    _tell(tx, known, now)
    return _put(tx, CatchUp(edition, since, holder=token, until=now + lease))


def go_on(tx: Connection, edition: str, token: str, now: datetime, lease: timedelta) -> CatchUp | None:
    """Go on with this list where nobody is at work; None when there is nothing to do."""
    known = _read(tx)
    if known is None or known.edition != edition or not known.is_under_way:
        return None
    return _taken(tx, known, token, now, lease)


def advance(  # noqa: PLR0917 - one transaction takes all it writes
    tx: Connection,
    known: CatchUp,
    page: Sequence[Found],
    after: int,
    now: datetime,
    lease: timedelta,
) -> CatchUp | None:
    """Commit the alerts about a page of articles; None, and nothing written, when another one is at work by now.

    ``page`` holds those for which rules hold; all articles up to ``after`` are done then.
    """
    if _read(tx) != known:
        return None
    told = {(each.recipient, each.channel): each for each in known.told}
    for found in page:
        for to, alerts in _alert(tx, found, now).items():
            key = to.recipient, to.channel
            told[key] = told.get(key, Told(*key)).plus(alerts)
    reach("inside-catch-up")
    return _put(tx, replace(known, after=after, until=now + lease, told=tuple(told.values())))


def finish(tx: Connection, known: CatchUp, now: datetime) -> int | None:
    """Write a summary to each who is to be told, all done then; how many, None when another one is at work by now."""
    if _read(tx) != known:
        return None
    _tell(tx, known, now)
    reach("before-summary")
    _put(tx, CatchUp(known.edition))
    return len(known.told)


def free_catch_up(tx: Connection) -> None:
    """Let it go on at once: whoever was at work is dead."""
    known = _read(tx)
    if known is not None and known.is_under_way:
        _put(tx, replace(known, holder="", until=None))


def _taken(tx: Connection, known: CatchUp, token: str, now: datetime, lease: timedelta) -> CatchUp | None:
    if known.holder != token and known.until is not None and known.until > now:
        return None
    return _put(tx, replace(known, holder=token, until=now + lease))


def _alert(tx: Connection, found: Found, now: datetime) -> dict[DeliveryPlan, tuple[int, ...]]:
    """The new alerts about an article, by whom they go to; its group's row is locked meanwhile."""
    article, told = found.article, dict[DeliveryPlan, tuple[int, ...]]()
    tx.execute(_LOCK, {"group_id": article.group_id})
    plans = found.decide(alerts_of_group(tx, article.group_id))
    for plan in plans:
        number = insert_alert(tx, plan, article.group_id, article.id, now)
        for to in plan.deliveries:
            told[to] = (*told.get(to, ()), number)
    if plans:
        add_mentions(tx, article.id, found.mentions)
    return told


def _tell(tx: Connection, known: CatchUp, now: datetime) -> None:
    """A notice of the kind ``SUMMARY`` for each: how many articles, then the numbers of each listed one's alerts."""
    for each in known.told:
        lines = (f"{each.articles}", *(",".join(map(str, alerts)) for alerts in each.alerts))
        values = {"kind": SUMMARY, "subject": "", "lines": lines, "created_at": now}
        number = int(tx.execute(notices.insert().returning(notices.c.id), values).scalar_one())
        insert_deliveries(tx, [(None, number, DeliveryPlan(each.recipient, each.channel))], now)


def _read(tx: Connection) -> CatchUp | None:
    """The row, locked where the database does not lock as a whole."""
    value = tx.execute(_ROW).scalar_one_or_none()
    return None if value is None else _from_json(json.loads(value))


def _put(tx: Connection, known: CatchUp) -> CatchUp:
    tx.execute(_CHANGE, {"new_value": _to_json(known)})
    return known


def _to_json(known: CatchUp) -> str:
    return json.dumps(asdict(known), default=datetime.isoformat)


def _from_json(plain: dict[str, Any]) -> CatchUp:
    times = {name: datetime.fromisoformat(plain[name]) if plain[name] else None for name in ("since", "until")}
    told = [Told(**each | {"alerts": tuple(map(tuple, each["alerts"]))}) for each in plain["told"]]
    return CatchUp(**plain | times | {"told": tuple(told)})


_ROW = select(meta.c.value).where(meta.c.key == _KEY).with_for_update()
_CHANGE = update(meta).where(meta.c.key == _KEY).values(value=bindparam("new_value"))
_LOCK = update(copy_groups).where(copy_groups.c.id == bindparam("group_id")).values(members=copy_groups.c.members)
