"""All rules of a watchlist, indexed so that only those are asked that the terms found can make true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchlist.errors import RuleError, WatchlistError
from watchlist.mentions import HeldRule
from watchlist.names import Case, watched_name
from watchlist.rules.findings import Findings
from watchlist.rules.holding import holds
from watchlist.rules.parser import Scope, parse_rule
from watchlist.rules.rarest import RarestTerms
from watchlist.rules.regions import Regions
from watchlist.rules.terms import is_phrase, terms
from watchlist.rules.wildcards import Wildcards
from watchlist.rules.words import WordLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from watchlist.mentions import Text
    from watchlist.names import WatchedName
    from watchlist.rules.conditions import Condition
    from watchlist.rules.words import Spot
    from watchlist.settings import RuleSettings

DEFAULT_PRIORITY = "normal"
PHRASE = "phrase"


def default_rule_id(entity_id: str) -> str:
    """The id of the rule that a name holds by itself; no written rule can have it."""
    return f"name:{entity_id}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; ``wanted`` are the terms that can make it true."""

    id: str
    priority: str
    condition: Condition
    wanted: frozenset[str]


class RuleBook:
    """Compiled rules; raises ``WatchlistError`` for one that cannot be read, without repeating it."""

    def __init__(self, rules: Sequence[RuleSettings], scope: Scope, *, default_rule: bool) -> None:
        self._rules = [_compiled(number, rule, scope) for number, rule in enumerate(rules)]
        self._index = RarestTerms([rule.condition for rule in self._rules])
        self._terms = frozenset().union(*(rule.wanted | _unwanted(rule) for rule in self._rules))
        self._regions = Regions(self._terms, scope.places)
        self._wildcards = Wildcards(self._terms)
        self._default_rule = default_rule

    def phrases(self) -> Iterator[WatchedName]:
        """The phrases of the rules as names to be found, each under its term."""
        for term in sorted(self._terms):
            if is_phrase(term):
                yield watched_name(term, PHRASE, term.strip('"'), case=Case.ANY)

    def findings(self, text: Text, found: Iterable[tuple[str, Spot]], line: WordLine | None = None) -> Findings:
        """What rules may ask about a text, of these words, in which these entities and phrases were found."""
        line = line or WordLine(text.title, text.text)
        spots: dict[str, list[Spot]] = {}
        entities = set[str]()
        for key, spot in found:
            if not is_phrase(key):
                entities.add(key)
            for term in (key, *self._regions.around(key)):
                spots.setdefault(term, []).append(spot)
        if self._wildcards:
            for field, tokens in line.fields.items():
                for term, spot in self._wildcards.find(field, tokens):
                    spots.setdefault(term, []).append(spot)
        return Findings(text, line, frozenset(entities), spots)

    def asked(self, findings: Findings) -> list[Rule]:
        """The rules that these findings can make true, in the order of the list."""
        return [self._rules[at] for at in self._index.worth_asking(findings.found)]

    def held(self, findings: Findings) -> tuple[HeldRule, ...]:
        """The rules that hold, written ones first, then the names that alert by themselves."""
        held = [rule for rule in self.asked(findings) if holds(rule.condition, findings)]
        written = [HeldRule(rule.id, rule.priority, self._covered(rule, findings.entities)) for rule in held]
        return (*written, *self._by_default(findings.entities))

    def about(self, findings: Findings, entities: Iterable[str]) -> list[Rule]:
        """The rules that want a term found or one of these entities, in the order of the list."""
        spoken = {*findings.found, *(term for each in entities for term in (each, *self._regions.around(each)))}
        return [rule for rule in self._rules if not rule.wanted.isdisjoint(spoken)]

    def speaks_of(self, entity: str) -> bool:
        """Whether any rule refers to the entity, by its id or by a region that it lies in."""
        return entity in self._terms or bool(self._regions.around(entity))

    @property
    def alerts_by_name(self) -> bool:
        """Whether a name that no rule refers to alerts by itself."""
        return self._default_rule

    def _covered(self, rule: Rule, entities: frozenset[str]) -> frozenset[str]:
        """The entities found that the rule asks for, by their ids or by a region that they lie in."""
        return frozenset(each for each in entities if not rule.wanted.isdisjoint((each, *self._regions.around(each))))

    def _by_default(self, entities: frozenset[str]) -> Iterable[HeldRule]:
        if not self._default_rule:
            return ()
        alone = sorted(each for each in entities if not self.speaks_of(each))
        return [HeldRule(default_rule_id(each), DEFAULT_PRIORITY, frozenset({each})) for each in alone]


def _compiled(number: int, rule: RuleSettings, scope: Scope) -> Rule:
    try:
        condition = parse_rule(rule.when, scope)
    except RuleError as error:
        raise WatchlistError(f"rule {number + 1} of the watchlist: {error}") from error
    return Rule(rule.id, rule.priority, condition, terms(condition))


def _unwanted(rule: Rule) -> frozenset[str]:
    return terms(rule.condition, wanted=False)
