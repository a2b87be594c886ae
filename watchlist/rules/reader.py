"""Turns the syntax tree of one rule into a condition: reads operators and numbers, refuses what has no meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, cast

from lark import Token, Tree

from watchlist.rules.conditions import (
    AtLeast,
    Condition,
    Either,
    Every,
    Field,
    Gap,
    InField,
    Near,
    Not,
    stands_somewhere,
)
from watchlist.rules.leaves import Leaves
from watchlist.rules.mistakes import refuse
from watchlist.rules.words import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_MOST_TIMES = 1_000


class Reader:
    """Reads the tree of one rule, given the ids that there are."""

    def __init__(self, rule: str, entities: Collection[str], places: Collection[str]) -> None:
        self._rule = rule
        self._leaves = Leaves(rule, entities, places)
        self._kinds: dict[str, Callable[[Tree[Token]], Condition]] = {
            "either": lambda tree: Either(self._parts(tree)),
            "both": lambda tree: Every(self._parts(tree)),
            "near": self._near,
            "negation": self._negation,
            "field": self._field,
            "atleast": self._atleast,
        }

    def read(self, tree: Tree[Token]) -> Condition:
        """The condition of a tree; raises ``RuleError``."""
        kind = str(tree.data)
        if kind in self._kinds:
            return self._kinds[kind](tree)
        return self._leaves.read(kind, cast("Token", tree.children[-1]))

    def _parts(self, tree: Tree[Token]) -> tuple[Condition, ...]:
        return tuple(self.read(child) for child in _trees(tree))

    def _negation(self, tree: Tree[Token]) -> Condition:
        (part,) = self._parts(tree)
        return Not(part) if (len(tree.children) - 1) % 2 else part

    def _near(self, tree: Tree[Token]) -> Condition:
        parts = self._parts(tree)
        for part, child in zip(parts, _trees(tree), strict=True):
            if not stands_somewhere(part):
                self._refuse(_first(child), "this stands nowhere in a text, so nothing is near it", _near_hint(part))
        operators = [child for child in tree.children if isinstance(child, Token)]
        return Near(parts, tuple(self._gap(operator) for operator in operators))

    def _gap(self, token: Token) -> Gap:
        words = self._number(token, FARTHEST, "NEAR/5: at most 5 words apart, neighbours are 1 apart")
        return Gap(words, token.startswith("O"))

    def _field(self, tree: Tree[Token]) -> Condition:
        name, part = tree.children[0], _trees(tree)[0]
        for inner in part.iter_subtrees():
            if inner.data in {"field", "language", "source", "tag"}:
                self._refuse(_first(inner), f"{name} asks about words of one field", "join this to it with AND instead")
        return InField(cast("Field", str(name).rstrip(":")), self.read(part))

    def _atleast(self, tree: Tree[Token]) -> Condition:
        token, part = cast("Token", tree.children[0]), _trees(tree)[0]
        count = self._number(token, _MOST_TIMES, "atleast/3: found in three places or more")
        for inner in part.iter_subtrees():
            if inner.data not in _COUNTED:
                cause = "atleast counts names, phrases and wildcards, also several joined by OR in brackets"
                self._refuse(_first(inner), cause, "write (atleast/3 one) AND other")
        return AtLeast(count, self.read(part))

    def _number(self, token: Token, most: int, example: str) -> int:
        number = token.partition("/")[2]
        if not (number.isdecimal() and 0 < len(number) <= len(str(most)) and 0 < int(number) <= most):
            self._refuse(token, f"{token.partition('/')[0]} takes a whole number from 1 to {most}", f"write {example}")
        return int(number)

    def _refuse(self, token: Token, cause: str, hint: str = "") -> NoReturn:
        refuse(self._rule, token, cause, hint)


_COUNTED = frozenset({"either", "entity", "phrase", "wildcard", "circle", "under", "field"})


def _near_hint(part: Condition) -> str:
    match part:
        case Not():
            return "write NOT (one NEAR/5 other)"
        case Every():
            return "write (one NEAR/5 third) AND (other NEAR/5 third)"
        case _:
            return "join it with AND instead"


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _first(tree: Tree[Token]) -> Token:
    """The leftmost token of a tree."""
    return next(tree.scan_values(lambda value: isinstance(value, Token)))
