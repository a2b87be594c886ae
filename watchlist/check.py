"""Checks what the types alone cannot: ids, the tree of places, rules, and names by way of ``check_names``."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from watchlist.check_names import name_problems
from watchlist.errors import RuleError
from watchlist.nearest import hint_for
from watchlist.places import PlaceTree
from watchlist.problem import Problem, Severity
from watchlist.rules.parser import Scope, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sized

    from watchlist.problem import Path
    from watchlist.settings import ActorSettings, PlaceSettings, WatchlistSettings

MOST_PROBLEMS = 200
MOST_WARNINGS = 150
_RESERVED = frozenset({"AND", "OR", "NOT", "NEAR", "ONEAR"})


def problems(settings: WatchlistSettings) -> list[Problem]:
    """What is wrong or doubtful, part by part; at most ``MOST_PROBLEMS``."""
    entities = list(_entities(settings))
    found = chain(
        _emptiness(entities),
        _id_problems((path, entity.id) for path, entity in entities),
        _id_problems((("rules", at), rule.id) for at, rule in enumerate(settings.rules)),
        _place_problems(settings.places),
        _rule_problems(settings),
        name_problems(entities),
    )
    return list(islice(_few_warnings(found), MOST_PROBLEMS))


def _few_warnings(found: Iterable[Problem]) -> Iterator[Problem]:
    """Every error, and so many warnings that they leave room for the errors behind them."""
    warnings = 0
    for problem in found:
        warnings += problem.severity == Severity.WARNING
        if problem.severity == Severity.ERROR or warnings <= MOST_WARNINGS:
            yield problem


def _entities(settings: WatchlistSettings) -> Iterator[tuple[Path, PlaceSettings | ActorSettings]]:
    for at, place in enumerate(settings.places):
        yield ("places", at), place
    for at, actor in enumerate(settings.actors):
        yield ("actors", at), actor


def _emptiness(entities: Sized) -> Iterator[Problem]:
    if not entities:
        yield Problem((), "nothing is watched", "add a place or an actor", Severity.WARNING)


def _id_problems(ids: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, each in ids:
        if each in _RESERVED:
            yield Problem((*path, "id"), f"{each} is a word of the rule language", "choose another id")
        if each in first:
            section, at = first[each]
            yield Problem((*path, "id"), f"the id {each!r} is taken", f"{section} number {int(at) + 1} has it")
        first.setdefault(each, path)


def _place_problems(places: list[PlaceSettings]) -> Iterator[Problem]:
    within = {place.id: place.within for place in places}
    sound: set[str] = set()
    for at, place in enumerate(places):
        path: Path = ("places", at, "within")
        if place.within is not None and place.within not in within:
            yield Problem(path, f"no place has the id {place.within!r}", hint_for(place.within, within))
        elif not _reaches_the_top(place.id, within, sound):
            yield Problem(path, f"the place {place.id!r} lies within itself", "follow `within` from place to place")


def _reaches_the_top(place_id: str, within: dict[str, str | None], sound: set[str]) -> bool:
    """Whether the way outwards ends; the places of a way that ends join ``sound``."""
    way: set[str] = set()
    at: str | None = place_id
    while at is not None and at not in sound:
        if at in way:
            return False
        way.add(at)
        at = within.get(at)
    sound |= way
    return True


def _rule_problems(settings: WatchlistSettings) -> Iterator[Problem]:
    ids = {entity.id for entity in (*settings.places, *settings.actors)}
    scope = Scope(ids, PlaceTree(settings.places))
    for at, rule in enumerate(settings.rules):
        try:
            parse_rule(rule.when, scope)
        except RuleError as error:
            yield Problem(("rules", at, "when"), error.explanation, error.hint)
