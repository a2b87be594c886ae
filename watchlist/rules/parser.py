"""Reads a rule: text in, condition out, or an error that shows the rule with a caret under the mistake."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from watchlist.errors import RuleError
from watchlist.nearest import hint_for
from watchlist.rules.conditions import AnyOf, Condition, Either, Every, InLanguage, Not, anchors

if TYPE_CHECKING:
    from collections.abc import Collection

    from watchlist.places import PlaceTree

_GRAMMAR = Path(__file__).with_name("grammar.lark")
_DEEPEST = 50
_OPERATORS = frozenset({"and", "or", "not"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The ids that a rule may name."""

    entities: Collection[str]
    places: PlaceTree


def parse_rule(text: str, scope: Scope) -> Condition:
    """The condition that a rule states; raises ``RuleError``."""
    rule = " ".join(text.split())
    _refuse_deep_brackets(rule)
    try:
        tree = _parser().parse(rule)
    except UnexpectedInput as error:
        _refuse(rule, error)
    condition = _Reader(rule, scope).read(tree)
    if anchors(condition) is None:
        raise RuleError(
            rule, 0, "the rule would hold for articles without any watched name", "name one that must occur"
        )
    return condition


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR.read_text(encoding="utf-8"), parser="lalr")


def _refuse_deep_brackets(rule: str) -> None:
    depth = 0
    for column, char in enumerate(rule):
        depth += (char == "(") - (char == ")")
        if depth > _DEEPEST:
            raise RuleError(rule, column, f"brackets are nested more than {_DEEPEST} deep")


def _refuse(rule: str, error: UnexpectedInput) -> NoReturn:
    """Says what a syntax error is about in the rule language's own words."""
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    column = len(rule) if at_end else error.pos_in_stream or 0
    word = rule[column:].partition(" ")[0]
    hint = "AND, OR and NOT are written in capitals" if word.lower() in _OPERATORS and not word.isupper() else ""
    if isinstance(error, UnexpectedCharacters):
        raise RuleError(rule, column, "this character has no meaning in a rule", hint) from None
    wants_id = isinstance(error, UnexpectedToken) and "ID" in error.accepts
    expected = "an id or an opening bracket" if wants_id else "AND, OR or a closing bracket"
    raise RuleError(rule, column, f"expected {expected}" + (", but the rule ends" if at_end else ""), hint) from None


class _Reader:
    """Turns the tree of one rule into a condition, looking its ids up."""

    def __init__(self, rule: str, scope: Scope) -> None:
        self._rule = rule
        self._scope = scope

    def read(self, tree: Tree[Token]) -> Condition:
        """The condition of a tree."""
        if tree.data in {"either", "both", "negation"}:
            return self._combined(tree)
        token = tree.children[-1]
        if not isinstance(token, Token):
            raise TypeError(tree.data)
        if tree.data == "language":
            return InLanguage(token.lower())
        return AnyOf(self._place(token) if tree.data == "under" else self._entity(token))

    def _combined(self, tree: Tree[Token]) -> Condition:
        parts = tuple(self.read(child) for child in tree.children if isinstance(child, Tree))
        if tree.data == "either":
            return Either(parts)
        if tree.data == "both":
            return Every(parts)
        negations = len(tree.children) - len(parts)
        return Not(parts[0]) if negations % 2 else parts[0]

    def _entity(self, token: Token) -> frozenset[str]:
        if token not in self._scope.entities:
            self._unknown(token, "no place or actor has this id", self._scope.entities)
        return frozenset({str(token)})

    def _place(self, token: Token) -> frozenset[str]:
        if token not in self._scope.places:
            self._unknown(token, "no place has this id", self._scope.places.ids)
        return self._scope.places.under(str(token))

    def _unknown(self, token: Token, cause: str, valid: Collection[str]) -> NoReturn:
        raise RuleError(self._rule, token.start_pos or 0, cause, hint_for(str(token), valid))
