"""Writes a condition as the rule that states it: read again, it is the same condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.rules.conditions import (
    AtLeast,
    Condition,
    Either,
    Every,
    FromSource,
    InField,
    InLanguage,
    Near,
    Not,
    Tagged,
    Term,
)

if TYPE_CHECKING:
    from watchlist.rules.conditions import Origin

_BINDING: list[type] = [Either, Every, Near, Not]


def printed(condition: Condition) -> str:  # noqa: PLR0911 - one per kind
    """The rule, with no more brackets than it needs."""
    match condition:
        case Term(key):
            return key
        case Not(part):
            return f"NOT {_operand(part, Not)}"
        case InField(field, part):
            return f"{field}:{_operand(part, Not)}"
        case AtLeast(count, part):
            return f"atleast/{count} {_operand(part, Not)}"
        case Every(parts):
            return " AND ".join(_operand(part, Every) for part in parts)
        case Either(parts):
            return " OR ".join(_operand(part, Either) for part in parts)
        case Near():
            return _near(condition)
        case _:
            return _origin(condition)


def _origin(origin: Origin) -> str:
    match origin:
        case InLanguage(code):
            return f"lang:{code}"
        case FromSource(name):
            return f'source:"{name}"'
        case Tagged(tag):
            return f'tag:"{tag}"'


def _operand(part: Condition, of: type) -> str:
    """The part, in brackets when it does not bind closer than what it is an operand of."""
    loose = type(part) in _BINDING[: _BINDING.index(of) + 1]
    return f"({printed(part)})" if loose else printed(part)


def _near(condition: Near) -> str:
    first, *others = (_operand(part, Near) for part in condition.parts)
    operators = [f"{'O' if gap.ordered else ''}NEAR/{gap.words}" for gap in condition.gaps]
    return " ".join([first, *(f"{operator} {part}" for operator, part in zip(operators, others, strict=True))])
