"""Checks the names of a list one by one: those that are never found, or everywhere, or ask for what there is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from watchlist.name_settings import NeedSettings
from watchlist.nearest import hint_for
from watchlist.problem import Problem, Severity
from watchlist.settings import PlaceSettings
from watchlist.spelling import Spelling, spellings
from watchlist.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sized

    from watchlist.name_settings import NameSettings
    from watchlist.problem import Path
    from watchlist.settings import ActorSettings

_MOST_PLACES = 5  # of one finding
NEVER_FOUND = "the name has no letter or digit, so it is never found"


def name_problems(
    entities: Iterable[tuple[Path, PlaceSettings | ActorSettings]], ids: Container[str]
) -> Iterator[Problem]:
    """What is wrong or doubtful about the names of these entities, each given with its path; ``ids``: all there are."""
    looked_at = _LookedAt(ids)
    for path, entity in entities:
        shared: dict[str, list[Path]] = {}
        for name_path, text, settings in _listed(path, entity):
            spelling, which = _spelling(text), which_name(entity.names, name_path[len(path) :])
            for problem in looked_at.problems(name_path, spelling, settings, entity):
                yield replace(problem, message=f"{which}{problem.message}")
            if owner := looked_at.other_owner(spelling, settings, entity):
                shared.setdefault(owner, []).append(name_path)
        for owner, paths in shared.items():
            yield _shared(paths[0], owner, [_where(entity.names, each[len(path) :]) for each in paths])


def which_name(names: Mapping[str, Sized], path: Path) -> str:
    """``names.ar number 2: `` for the one of an entity's names at this path; nothing when it is the only one."""
    return f"{where}: " if (where := _where(names, path)) else ""


def _where(names: Mapping[str, Sized], path: Path) -> str:
    if sum(map(len, names.values())) <= 1:
        return ""
    _, code, at = path
    return f"names.{code} number {int(at) + 1}" if len(names[str(code)]) > 1 else f"names.{code}"


class _LookedAt:
    """Who has which name, of those that were looked at."""

    def __init__(self, ids: Container[str]) -> None:
        self._ids = ids
        self._owners: dict[Spelling, tuple[str, bool]] = {}

    def problems(
        self, path: Path, spelling: Spelling, settings: NameSettings | None, entity: PlaceSettings | ActorSettings
    ) -> Iterator[Problem]:
        """What is wrong or doubtful about one name by itself."""
        if not spelling:
            yield Problem(path, NEVER_FOUND)
            return
        if settings is not None:
            yield from _condition_problems(path, settings, entity, self._ids)
        if sum(map(len, spelling)) == 1 and not _is_answered(settings):
            yield _one_letter(path)

    def other_owner(
        self, spelling: Spelling, settings: NameSettings | None, entity: PlaceSettings | ActorSettings
    ) -> str | None:
        """Who had this name first, if it was another and neither says what the name needs."""
        is_answered = _is_answered(settings)
        owner, owner_answered = self._owners.setdefault(spelling, (entity.id, is_answered))
        return None if not spelling or owner == entity.id or is_answered or owner_answered else owner


def _listed(path: Path, entity: PlaceSettings | ActorSettings) -> Iterator[tuple[Path, str, NameSettings | None]]:
    """Each name with where it stands and, when it is more than its text, its settings."""
    if not entity.lists_names:
        yield (*path, "name"), entity.name, None
    for language, names in entity.names.items():
        for at, name in enumerate(names):
            text, settings = (name, None) if isinstance(name, str) else (name.text, name)
            yield (*path, "names", language, at), text, settings


def _is_answered(settings: NameSettings | None) -> bool:
    return settings is not None and bool(settings.needs)


def _spelling(text: str) -> Spelling:
    return next(spellings(text, tokenise(text).words), ())


def _condition_problems(
    path: Path, name: NameSettings, entity: PlaceSettings | ActorSettings, ids: Container[str]
) -> Iterator[Problem]:
    several = name.needs if isinstance(name.needs, list) else [name.needs]
    if "parent" in several and not (isinstance(entity, PlaceSettings) and entity.within is not None):
        hint = (
            "give it `within`" if isinstance(entity, PlaceSettings) else "take `context`, or name the place in `names`"
        )
        yield Problem((*path, "needs"), f"{entity.id!r} lies within no place, so no parent confirms the name", hint)
    mappings = [need for need in several if isinstance(need, NeedSettings)]
    for unknown in [each for need in mappings for each in need.names if each not in ids]:
        yield Problem((*path, "needs"), f"no place or actor has the id {unknown!r}", _hint(unknown, ids))
    yield from _phrase_problems((*path, "needs"), [cue for need in mappings for cue in need.cues])
    yield from _phrase_problems((*path, "unless"), name.unless)
    if any(_holds(_spelling(name.text), _spelling(phrase)) for phrase in name.unless):
        yield Problem((*path, "unless"), "the name holds the whole phrase, so it never counts", "write a longer phrase")


def _hint(unknown: str, ids: Container[str]) -> str:
    return hint_for(unknown, ids) if isinstance(ids, Iterable) else ""


def _phrase_problems(path: Path, phrases: list[str]) -> Iterator[Problem]:
    for phrase in phrases:
        if not _spelling(phrase):
            yield Problem(path, "a phrase has no letter or digit, so it is never found")


def _holds(spelling: Spelling, part: Spelling) -> bool:
    starts = range(len(spelling) - len(part) + 1) if part else ()
    return any(spelling[at : at + len(part)] == part for at in starts)


def _one_letter(path: Path) -> Problem:
    message = "a name of one letter is found wherever that letter stands alone"
    return Problem(path, message, "write the name in full, or add `needs: context`", Severity.WARNING)


def _shared(path: Path, owner: str, places: list[str]) -> Problem:
    told, rest = ", ".join(places[:_MOST_PLACES]), len(places) - _MOST_PLACES
    where = f"{told}: " if rest <= 0 else f"{told} and {rest} more: "
    names = "this name" if len(places) == 1 else "these names"
    message = f"{where if told else ''}{owner!r} has {names} too: a mention counts for both"
    hint = "add `needs: context` where it is the rarer meaning, or `needs: nothing` if both are meant"
    return Problem(path, message, hint, Severity.WARNING)
