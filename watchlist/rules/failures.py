"""Says which parts of a rule keep it from holding, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.explanation import Failure
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
    Term,
)
from watchlist.rules.holding import holds
from watchlist.rules.printing import printed
from watchlist.rules.terms import is_phrase, is_region
from watchlist.rules.words import LEAD_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from watchlist.rules.findings import Findings

_FIELDS = {"title": "it does not stand in the title", "lead": f"it does not stand in the first {LEAD_WORDS} words"}


def failures(condition: Condition, findings: Findings, doubted: Collection[str]) -> tuple[Failure, ...]:  # noqa: PLR0911 - one per kind
    """The smallest parts that fail; none when the condition holds.

    ``doubted`` are entities of which every mention is held back or part of a longer name.
    """
    if holds(condition, findings):
        return ()
    match condition:
        case Every(parts):
            return _of_all(parts, findings, doubted)
        case Near(parts, _):
            return _of_all(parts, findings, doubted) or _failure(condition, "all of it is found, but not so near")
        case AtLeast(_, part):
            return failures(part, findings, doubted) or _failure(condition, "it stands in fewer places")
        case InField(field, part):
            return failures(part, findings, doubted) or _failure(condition, _FIELDS[field])
        case Either():
            return _failure(condition, "none of these holds")
        case Not():
            return _failure(condition, "it is found")
        case _:
            return _failure(condition, _absence(condition, doubted))


def _of_all(parts: Iterable[Condition], findings: Findings, doubted: Collection[str]) -> tuple[Failure, ...]:
    return tuple(failure for part in parts for failure in failures(part, findings, doubted))


def _failure(condition: Condition, cause: str) -> tuple[Failure, ...]:
    return (Failure(printed(condition), cause),)


def _absence(condition: Condition, doubted: Collection[str]) -> str:
    match condition:
        case Term(key):
            return _absent_term(key, doubted)
        case InLanguage():
            return "the article is not known to be in this language"
        case FromSource():
            return "the article comes from another source"
        case _:
            return "the article's source has no such tag"


def _absent_term(key: str, doubted: Collection[str]) -> str:
    if is_region(key):
        return "no watched place in it is mentioned beyond doubt"
    if is_phrase(key):
        return "this is not written in the article"
    if key.endswith("*"):
        return "no word of the article begins so"
    return "each mention of it is held back or part of a longer name" if key in doubted else "it is not mentioned"
