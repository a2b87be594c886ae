"""All rules of a watchlist, indexed so that only those are asked that the entities found can make true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchlist.errors import RuleError, WatchlistError
from watchlist.mentions import HeldRule
from watchlist.rules.conditions import Condition, Findings, anchors, holds, named
from watchlist.rules.parser import Scope, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from watchlist.settings import RuleSettings

DEFAULT_PRIORITY = "normal"


def default_rule_id(entity_id: str) -> str:
    """The id of the rule that a name holds by itself; no written rule can have it."""
    return f"name:{entity_id}"


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    priority: str
    condition: Condition
    wanted: frozenset[str]


class RuleBook:
    """Compiled rules; raises ``WatchlistError`` for one that cannot be read, without repeating it."""

    def __init__(self, rules: Sequence[RuleSettings], scope: Scope, *, default_rule: bool) -> None:
        self._rules = [_compiled(number, rule, scope) for number, rule in enumerate(rules)]
        self._by_anchor = _indexed(rule.condition for rule in self._rules)
        self._default_rule = default_rule
        self._in_rules = frozenset().union(*(rule.wanted | _refused(rule) for rule in self._rules))

    def held(self, findings: Findings) -> tuple[HeldRule, ...]:
        """The rules that hold, written ones first, then the names that alert by themselves."""
        asked = sorted({at for entity in findings.entities for at in self._by_anchor.get(entity, ())})
        held = [self._rules[at] for at in asked if holds(self._rules[at].condition, findings)]
        written = [HeldRule(rule.id, rule.priority, rule.wanted & findings.entities) for rule in held]
        return (*written, *self._by_default(findings.entities))

    def _by_default(self, entities: frozenset[str]) -> Iterable[HeldRule]:
        if not self._default_rule:
            return ()
        alone = sorted(entities - self._in_rules)
        return [HeldRule(default_rule_id(each), DEFAULT_PRIORITY, frozenset({each})) for each in alone]


def _compiled(number: int, rule: RuleSettings, scope: Scope) -> _Rule:
    try:
        condition = parse_rule(rule.when, scope)
    except RuleError as error:
        raise WatchlistError(f"rule {number + 1} of the watchlist: {error}") from error
    return _Rule(rule.id, rule.priority, condition, named(condition))


def _refused(rule: _Rule) -> frozenset[str]:
    return named(rule.condition, wanted=False)


def _indexed(conditions: Iterable[Condition]) -> dict[str, list[int]]:
    """The places of the conditions in their list, by each entity that can make them true."""
    index: dict[str, list[int]] = {}
    for at, condition in enumerate(conditions):
        for entity in anchors(condition) or ():
            index.setdefault(entity, []).append(at)
    return index
