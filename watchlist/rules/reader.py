"""Turns the syntax tree of one rule into a condition: looks ids up, reads numbers, refuses what has no meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn, cast

from lark import Token, Tree

from watchlist.errors import RuleError
from watchlist.nearest import hint_for
from watchlist.rules.circles import MOST_KM, circle_of
from watchlist.rules.conditions import (
    AtLeast,
    Condition,
    Either,
    Every,
    Field,
    FromSource,
    Gap,
    InField,
    InLanguage,
    Near,
    Not,
    Tagged,
    Term,
    stands_somewhere,
)
from watchlist.rules.findings import called
from watchlist.rules.wildcards import SHORTEST, wildcard
from watchlist.rules.words import FARTHEST
from watchlist.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_MOST_TIMES = 1_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WORDS_HINT = "words of a text stand in quotes"


class Reader:
    """Reads the tree of one rule, given the ids that there are."""

    def __init__(self, rule: str, entities: Collection[str], places: Collection[str]) -> None:
        self._rule = rule
        self._entities = entities
        self._places = places
        self._kinds: dict[str, Callable[[Tree[Token]], Condition]] = {
            "either": lambda tree: Either(self._parts(tree)),
            "both": lambda tree: Every(self._parts(tree)),
            "near": self._near,
            "negation": self._negation,
            "field": self._field,
            "atleast": self._atleast,
        }
        self._leaves: dict[str, Callable[[Token], Condition]] = {
            "entity": self._entity,
            "phrase": self._phrase,
            "wildcard": self._wildcard,
            "circle": self._circle,
            "under": self._under,
            "language": self._language,
            "source": lambda token: FromSource(self._called(token)),
            "tag": lambda token: Tagged(self._called(token)),
        }

    def read(self, tree: Tree[Token]) -> Condition:
        """The condition of a tree; raises ``RuleError``."""
        kind = str(tree.data)
        if kind in self._kinds:
            return self._kinds[kind](tree)
        return self._leaves[kind](cast("Token", tree.children[-1]))

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

    def _entity(self, token: Token) -> Condition:
        if token not in self._entities:
            hint = hint_for(str(token), self._entities) or _WORDS_HINT
            self._refuse(token, "no place or actor has this id", hint)
        return Term(str(token))

    def _under(self, token: Token) -> Condition:
        if token not in self._places:
            self._refuse(token, "no place has this id", hint_for(str(token), self._places))
        return Term(f"under:{token}")

    def _phrase(self, token: Token) -> Condition:
        words = token.strip('" ')
        if "*" in words:
            self._refuse(token, "an asterisk within quotes is no wildcard", "write one ONEAR/1 oth*")
        if not tokenise(words).words:
            self._refuse(token, "this phrase has no letter or digit")
        return Term(f'"{words}"')

    def _wildcard(self, token: Token) -> Condition:
        beginning = token[:-1]
        if "*" in beginning or not token.endswith("*"):
            self._refuse(token, "a wildcard is one asterisk at the end of a word", "write milit*")
        if tokenise(beginning).words != [beginning]:
            self._refuse(token, "a wildcard is one word of letters", 'write "one" ONEAR/1 other*')
        term = wildcard(beginning)
        if len(term) <= SHORTEST:
            self._refuse(token, f"a wildcard begins with at least {SHORTEST} letters", "write milit*")
        return Term(term)

    def _circle(self, token: Token) -> Condition:
        circle = circle_of(str(token))
        if circle is None:
            cause = f"this is not a circle of at most {MOST_KM} km"
            self._refuse(token, cause, "write within:50km@34.69,40.83 (latitude, longitude; a plain comma, no spaces)")
        return Term(circle.term)

    def _language(self, token: Token) -> Condition:
        if not _LANGUAGE.fullmatch(token):
            self._refuse(token, "a language is a code of two or three letters", "write lang:ar")
        return InLanguage(token.lower())

    def _called(self, token: Token) -> str:
        name = called(str(token))
        if not name:
            self._refuse(token, "nothing is called so")
        return name

    def _refuse(self, token: Token, cause: str, hint: str = "") -> NoReturn:
        raise RuleError(self._rule, token.start_pos or 0, cause, hint)


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
