"""How far a changed watchlist was applied to the stored articles, and what may happen next. Pure.

The state stands in one row. Whoever is at work holds a lease on it; what was found waits in it to be told together.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from archive.nouns import DeliveryPlan
from archive.summaries import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta


class Turn(NamedTuple):
    """A crawler, known by its token, that would be the one at work from ``now`` on for as long as ``lease``."""

    token: str
    now: datetime
    lease: timedelta

    @property
    def until(self) -> datetime:
        """When others may go on, unless it was heard of since."""
        return self.now + self.lease


class NewAlert(NamedTuple):
    """An alert that was just committed, and to whom it would go."""

    number: int
    deliveries: tuple[DeliveryPlan, ...]


@dataclass(frozen=True, slots=True)
class Addressed:
    """A summary, and to whom it is to go."""

    to: DeliveryPlan
    summary: Summary


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The list that was applied last, by its hash; and, while ``since`` is set, how far that is.

    Articles up to number ``after`` are done. ``holder`` is at work until ``until``. ``told`` is what each
    recipient is to be told by each channel.
    """

    edition: str
    since: datetime | None = None
    after: int = 0
    holder: str = ""
    until: datetime | None = None
    told: tuple[Addressed, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether anything is left to do."""
        return self.since is not None

    def taken(self, turn: Turn) -> CatchUp | None:
        """In this crawler's hands; None when there is nothing to do, or another one is at work."""
        is_held = self.until is not None and self.until > turn.now and self.holder != turn.token
        return replace(self, holder=turn.token, until=turn.until) if self.is_under_way and not is_held else None

    def freed(self) -> CatchUp:
        """In nobody's hands."""
        return replace(self, holder="", until=None)

    def advanced(self, after: int, page: Iterable[Sequence[NewAlert]], turn: Turn) -> CatchUp:
        """Further by some articles; ``page`` gives the new alerts about each of them."""
        told = {each.to: each.summary for each in self.told}
        for alerts in page:
            for to, numbers in _by_recipient(alerts).items():
                told[to] = told.get(to, Summary()).plus(numbers)
        addressed = tuple(Addressed(to, summary) for to, summary in told.items())
        return replace(self, after=after, until=turn.until, told=addressed)

    def to_json(self) -> str:
        """The row's value."""
        told = [
            asdict(each.to) | {"articles": each.summary.articles, "alerts": each.summary.listed} for each in self.told
        ]
        return json.dumps(asdict(self) | {"told": told}, default=datetime.isoformat)

    @classmethod
    def from_json(cls, value: str) -> CatchUp:
        """What ``to_json`` has written."""
        plain = json.loads(value)
        times = {name: datetime.fromisoformat(plain[name]) if plain[name] else None for name in ("since", "until")}
        return cls(**plain | times | {"told": tuple(_addressed(**each) for each in plain["told"])})


class Step(NamedTuple):
    """What the row becomes, and the summaries to be written with it."""

    then: CatchUp
    tell: tuple[Addressed, ...] = ()


def begun(known: CatchUp | None, edition: str, since: datetime, turn: Turn) -> Step | None:
    """Apply this list, or go on with it; None when there is nothing to do.

    What was found for an older one is told now. An archive that knows no list yet takes this one for applied.
    """
    if known is None:
        return None
    if known.edition == edition:
        return continued(known, edition, turn)
    return Step(CatchUp(edition, since, holder=turn.token, until=turn.until), known.told)


def continued(known: CatchUp | None, edition: str, turn: Turn) -> Step | None:
    """Go on with this list where nobody is at work; None when there is nothing to do."""
    then = known.taken(turn) if known is not None and known.edition == edition else None
    return Step(then) if then is not None else None


def finished(known: CatchUp) -> Step:
    """All articles are done: tell what was found."""
    return Step(CatchUp(known.edition), known.told)


def _by_recipient(alerts: Iterable[NewAlert]) -> dict[DeliveryPlan, list[int]]:
    told = dict[DeliveryPlan, list[int]]()
    for alert in alerts:
        for to in alert.deliveries:
            told.setdefault(to, []).append(alert.number)
    return told


def _addressed(recipient: str, channel: str, articles: int, alerts: Iterable[Iterable[int]]) -> Addressed:
    return Addressed(DeliveryPlan(recipient, channel), Summary(articles, tuple(map(tuple, alerts))))
