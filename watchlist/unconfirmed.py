"""Finds the names that nothing can ever confirm: each waits for another such name, so none of them ever counts."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from watchlist.name_settings import NeedSettings
from watchlist.places import PlaceTree
from watchlist.problem import Problem, Severity
from watchlist.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from watchlist.name_settings import NameSettings
    from watchlist.places import Located
    from watchlist.problem import Path
    from watchlist.settings import ActorSettings

    Entity = PlaceSettings | ActorSettings
    Waiting = tuple[Path, str, list[AbstractSet[str]]]


def unconfirmed_problems(entities: Sequence[tuple[Path, Entity]], places: Iterable[Located]) -> Iterator[Problem]:
    """A warning for each name that never counts; ``places`` are all there are, read only where names wait for others.

    Entities that are not given, such as those of lists, are taken to be sure.
    """
    if not any(_waits_for_names(entity) for _, entity in entities):
        return
    around = PlaceTree(places).around
    waiting = [each for path, entity in entities for each in _waiting(path, entity, around)]
    held = {entity_id for _, entity_id, _ in waiting} - _with_a_free_name(entities, waiting)
    for path, _, ways in _never_sure(waiting, held):
        message = "nothing ever confirms this name: what it waits for waits itself"
        missing = ", ".join(sorted(set().union(*ways))[:3])
        hint = f"give one of these a name that needs nothing, or this one another way to count: {missing}"
        yield Problem((*path, "needs"), message, hint, Severity.WARNING)


def _waits_for_names(entity: Entity) -> bool:
    """Without such a need there is no circle: the tree of places has none."""
    named = (name for names in entity.names.values() for name in names if not isinstance(name, str))
    needs = chain.from_iterable(name.needs if isinstance(name.needs, list) else [name.needs] for name in named)
    return any(isinstance(need, NeedSettings) and need.names for need in needs)


def _waiting(path: Path, entity: Entity, around: Callable[[str], AbstractSet[str]]) -> Iterator[Waiting]:
    """The names of which each way to count waits for other entities, a set for each way."""
    for language, names in entity.names.items():
        for at, name in enumerate(names):
            ways = [] if isinstance(name, str) else _ways(name, entity, around)
            if ways and all(ways):
                yield (*path, "names", language, at), entity.id, ways


def _ways(name: NameSettings, entity: Entity, around: Callable[[str], AbstractSet[str]]) -> list[AbstractSet[str]]:
    """The entities of which each way waits for one; an empty set waits for none."""
    several = name.needs if isinstance(name.needs, list) else [name.needs]
    return [
        frozenset(need.names)
        if isinstance(need, NeedSettings)
        else around(entity.id)
        if need == "parent" and isinstance(entity, PlaceSettings)
        else frozenset()
        for need in several
    ]


def _with_a_free_name(entities: Sequence[tuple[Path, Entity]], waiting: Sequence[Waiting]) -> set[str]:
    held = {path for path, _, _ in waiting}
    return {entity.id for path, entity in entities if not entity.lists_names or _has_another(path, entity, held)}


def _has_another(path: Path, entity: Entity, held: AbstractSet[Path]) -> bool:
    return any(
        (*path, "names", language, at) not in held
        for language, names in entity.names.items()
        for at in range(len(names))
    )


def _never_sure(waiting: list[Waiting], held: set[str]) -> list[Waiting]:
    """Frees what a sure entity confirms, then what that confirms, until nothing changes."""
    while True:
        freed = {entity_id for _, entity_id, ways in waiting if not all(way <= held for way in ways)}
        waiting = [each for each in waiting if all(way <= held for way in each[2])]
        if not freed:
            return waiting
        held = held - freed
