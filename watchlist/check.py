"""Checks what the types alone cannot: ids, the tree of places, rules, and names by way of ``check_names``."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from watchlist.check_names import name_problems
from watchlist.errors import RuleError
from watchlist.ids import RESERVED
from watchlist.lists.shelf import Shelf
from watchlist.nearest import hint_for
from watchlist.problem import Problem, Severity
from watchlist.rules.parser import Scope, parse_rule
from watchlist.settings import MOST_ENTITIES
from watchlist.unconfirmed import unconfirmed_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Sized
    from collections.abc import Set as AbstractSet

    from watchlist.lists.lines import Listed
    from watchlist.places import Located
    from watchlist.problem import Path
    from watchlist.settings import ActorSettings, PlaceSettings, WatchlistSettings

MOST_PROBLEMS = 200
MOST_WARNINGS = 150
MOST_LISTED_NAMES = 2_000_000


def problems(
    settings: WatchlistSettings, shelf: Shelf | None = None, further: Iterable[tuple[Path, Listed]] = ()
) -> list[Problem]:
    """What is wrong or doubtful, part by part; at most ``MOST_PROBLEMS``.

    The path of what stands in a list of the ``shelf`` is its file and line. ``further`` are the entities of lists
    whose names are to be doubted too.
    """
    is_whole = shelf is not None or not settings.include
    shelf = shelf or Shelf()
    entities = list(_entities(settings))
    ids = {entity.id for _, entity in entities}
    ids.update(shelf.ids())
    found = chain(
        _emptiness(ids) if is_whole else (),
        _too_many(len(entities) + shelf.entities, shelf.names),
        _id_problems(entities, shelf, ids),
        _taken_ids((("rules", at), rule.id) for at, rule in enumerate(settings.rules)),
        _place_problems(settings.places, shelf),
        _rule_problems(settings, shelf, ids),
        _reference_problems(shelf, ids),
        name_problems(chain(entities, further), ids),
        unconfirmed_problems(entities, chain(settings.places, shelf.places())),
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


def _emptiness(ids: Sized) -> Iterator[Problem]:
    if not ids:
        yield Problem((), "nothing is watched", "add a place or an actor", Severity.WARNING)


def _too_many(entities: int, names: int) -> Iterator[Problem]:
    if entities > MOST_ENTITIES:
        yield Problem(
            ("include",), f"{entities:,} places and actors are more than {MOST_ENTITIES:,}", "shorten the lists"
        )
    if names > MOST_LISTED_NAMES:
        yield Problem(("include",), f"the lists hold more than {MOST_LISTED_NAMES:,} names", "shorten them")


def _id_problems(
    entities: Sequence[tuple[Path, PlaceSettings | ActorSettings]], shelf: Shelf, ids: AbstractSet[str]
) -> Iterator[Problem]:
    """Looks through all ids only when one of them must be wrong: of a million that takes a second."""
    if len(ids) < len(entities) + shelf.entities or not ids.isdisjoint(RESERVED):
        listed = ((each.path, each.id) for each in shelf.whereabouts())
        yield from _taken_ids(chain(((path, each.id) for path, each in entities), listed))


def _taken_ids(ids: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, each in ids:
        if each in RESERVED:
            yield Problem((*path, "id"), f"{each} is a word of the rule language", "choose another id")
        if each in first:
            yield Problem((*path, "id"), f"the id {each!r} is taken", f"{_place_of(first[each])} has it")
        first.setdefault(each, path)


def _place_of(path: Path) -> str:
    section, at = path
    return f"{section} number {int(at) + 1}" if section in ("places", "actors", "rules") else f"{section}:{at}"


def _reference_problems(shelf: Shelf, ids: AbstractSet[str]) -> Iterator[Problem]:
    for file, line, unknown in shelf.referred:
        if unknown not in ids:
            yield Problem((file, line), f"no place or actor has the id {unknown!r}", hint_for(unknown, ids))


def _place_problems(places: Sequence[PlaceSettings], shelf: Shelf) -> Iterator[Problem]:
    """Looks at each place only when one of them must be wrong."""
    if shelf.tree(places).is_sound:
        return
    located: Iterable[Located] = chain(places, shelf.places())
    within = {place.id: place.within for place in located}
    sound: dict[str, bool] = {}
    for at, place in enumerate(places):
        yield from _within_problem(("places", at), place, within, sound)
    for spot in shelf.places():
        yield from _within_problem(spot.path, spot, within, sound)


def _within_problem(
    path: Path, place: Located, within: dict[str, str | None], sound: dict[str, bool]
) -> Iterator[Problem]:
    if place.within is None:
        return
    if place.within not in within:
        yield Problem((*path, "within"), f"no place has the id {place.within!r}", hint_for(place.within, within))
    elif not _reaches_the_top(place.id, within, sound):
        message = f"the place {place.id!r} lies within itself"
        yield Problem((*path, "within"), message, "follow `within` from place to place")


def _reaches_the_top(place_id: str, within: dict[str, str | None], sound: dict[str, bool]) -> bool:
    """Whether the way outwards ends; ``sound`` learns it of all places on the way."""
    way: set[str] = set()
    at: str | None = place_id
    while at is not None and at not in sound and at not in way:
        way.add(at)
        at = within.get(at)
    ends = at is None or sound.get(at, False)
    sound.update(dict.fromkeys(way, ends))
    return ends


def _rule_problems(settings: WatchlistSettings, shelf: Shelf, ids: AbstractSet[str]) -> Iterator[Problem]:
    if not settings.rules:
        return
    scope = Scope(ids, shelf.tree(settings.places))
    for at, rule in enumerate(settings.rules):
        try:
            parse_rule(rule.when, scope)
        except RuleError as error:
            yield Problem(("rules", at, "when"), error.explanation, error.hint)
