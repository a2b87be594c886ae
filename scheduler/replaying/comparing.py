"""Compares what a list would alert with what was told, as the service counts: one alert a copy group and rule. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from archive.nouns import Alert, Article
    from watchlist.mentions import Evaluation

NOISIEST = 10


class Counts(NamedTuple):
    """Alerts that the list would add, take away and leave as they are."""

    gained: int = 0
    lost: int = 0
    unchanged: int = 0

    @property
    def before(self) -> int:
        """How many were told."""
        return self.lost + self.unchanged

    @property
    def after(self) -> int:
        """How many the list would bring."""
        return self.gained + self.unchanged

    def plus(self, other: Counts) -> Counts:
        """The sums."""
        return Counts(*(one + another for one, another in zip(self, other, strict=True)))


class Noise(NamedTuple):
    """In how many alerts of the list a name is among those that they are about."""

    name_id: str
    name: str
    alerts: int


@dataclass(slots=True)
class Comparison:
    """What came out so far."""

    articles: int = 0
    not_matched: int = 0
    total: Counts = field(default_factory=Counts)
    days: dict[date, Counts] = field(default_factory=dict)
    rules: dict[str, Counts] = field(default_factory=dict)
    _names: Counter[str] = field(default_factory=Counter)
    _called: dict[str, str] = field(default_factory=dict)

    @property
    def doubles(self) -> bool:
        """Whether the list would more than double the volume."""
        return self.total.after > 2 * self.total.before

    @property
    def noisiest(self) -> list[Noise]:
        """The names that are in most alerts."""
        return [Noise(name, self._called.get(name, name), count) for name, count in self._names.most_common(NOISIEST)]

    def add(self, group: Group) -> None:
        """Count a copy group of which all articles were met."""
        for rule, day in group.told.items():
            self._count(rule, day, Counts(unchanged=1) if rule in group.raised else Counts(lost=1))
        for rule, raised in group.raised.items():
            if rule not in group.told:
                self._count(rule, raised.day, Counts(gained=1))
            self._names.update(raised.called.keys())
            self._called |= raised.called

    def _count(self, rule: str, day: date, counts: Counts) -> None:
        self.total = self.total.plus(counts)
        self.days[day] = self.days.get(day, Counts()).plus(counts)
        self.rules[rule] = self.rules.get(rule, Counts()).plus(counts)


class Raised(NamedTuple):
    """An alert that the list would bring: on which day, about which names, each with what the list calls it."""

    day: date
    called: dict[str, str]


class Group:
    """One copy group: what was told of it in the window, and what the list would tell, by rule."""

    def __init__(self, committed: Iterable[Alert], since: datetime) -> None:
        alerts = list(committed)
        self._elders = {alert.rule_id for alert in alerts if alert.created_at < since}
        self._told_by = {alert.rule_id: alert for alert in reversed(alerts) if alert.rule_id not in self._elders}
        self.told: dict[str, date] = {}
        self.raised: dict[str, Raised] = {}

    def meet(self, article: Article, evaluation: Evaluation | None, *, backlog: bool) -> None:
        """Take the group's next article; one that could not be matched says nothing, nor does old news."""
        day = article.committed_at.date()
        for rule, alert in self._told_by.items():
            if alert.article_id == article.id:
                self.told[rule] = day
        if evaluation is None or backlog:
            return
        called = {each.name_id: each.name for each in evaluation.mentions if each.counts}
        for held in evaluation.held:
            if held.rule_id not in self._elders and held.rule_id not in self.raised:
                covered = {each: called.get(each, each) for each in held.covers}
                self.raised[held.rule_id] = Raised(day, covered)
