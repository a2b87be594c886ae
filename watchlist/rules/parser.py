"""Reads a rule: text in, condition out, or an error that shows the rule with a caret under the mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lark import Lark
from lark.exceptions import UnexpectedInput

from watchlist.errors import RuleError
from watchlist.rules.mistakes import refuse_brackets, refuse_syntax
from watchlist.rules.reader import Reader
from watchlist.rules.terms import required

if TYPE_CHECKING:
    from collections.abc import Collection

    from watchlist.places import PlaceTree
    from watchlist.rules.conditions import Condition

_GRAMMAR = Path(__file__).with_name("grammar.lark")
# Marks of direction come along when a rule is pasted; joiners within words stay.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Scope:
    """The ids that a rule may name."""

    entities: Collection[str]
    places: PlaceTree


def parse_rule(text: str, scope: Scope) -> Condition:
    """The condition that a rule states; raises ``RuleError``."""
    rule = " ".join(_UNSEEN.sub("", text).split())
    refuse_brackets(rule)
    try:
        tree = _parser().parse(rule)
    except UnexpectedInput as error:
        refuse_syntax(rule, error)
    condition = Reader(rule, scope.entities, scope.places.ids).read(tree)
    if not required(condition):
        cause = "the rule would hold for articles without any watched name, phrase or wildcard"
        raise RuleError(rule, 0, cause, "name one that must occur")
    return condition


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR.read_text(encoding="utf-8"), parser="lalr")
