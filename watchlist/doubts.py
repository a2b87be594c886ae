"""What a list's owner should look at once more: names that are common words. It never changes what is matched."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from watchlist.ambiguity import CommonWord, PlaceFacts, common_word
from watchlist.names import UNKNOWN_LANGUAGE, watched_name
from watchlist.problem import Problem, Severity
from watchlist.spelling import spellings
from watchlist.word_frequency import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchlist.names import WatchedName
    from watchlist.problem import Path
    from watchlist.settings import ActorSettings, PlaceSettings, WatchlistSettings
    from watchlist.spelling import Spelling

MOST_DOUBTS = 100
_HINT = "add `needs: context`, or `needs: nothing` if this is always meant"


def doubts(settings: WatchlistSettings) -> list[Problem]:
    """A warning for each ambiguous name that its entry says nothing about; beyond ``MOST_DOUBTS`` only their number."""
    found = _doubts(settings)
    told = list(islice(found, MOST_DOUBTS))
    rest = list(found)
    if rest:
        message = f"{len(rest)} more names are common words"
        told.append(Problem(rest[0].path, message, "answer the first ones and look again", Severity.WARNING))
    return told


def _doubts(settings: WatchlistSettings) -> Iterator[Problem]:
    for at, place in enumerate(settings.places):
        if not PlaceFacts(place.population, place.seat).is_well_known:
            yield from _of_entity(("places", at), place)
    for at, actor in enumerate(settings.actors):
        yield from _of_entity(("actors", at), actor)


def _of_entity(path: Path, entity: PlaceSettings | ActorSettings) -> Iterator[Problem]:
    """One for each spelling, in the language where it is commonest."""
    commonest: dict[Spelling, tuple[Path, WatchedName, CommonWord]] = {}
    for name_path, name in _unanswered(path, entity):
        word = common_word(name)
        if word is None:
            continue
        form = next(spellings(name.text, name.words))
        if form not in commonest or word.zipf > commonest[form][2].zipf:
            commonest[form] = (name_path, name, word)
    for name_path, name, word in commonest.values():
        yield Problem(name_path, _message(name.text, word), _HINT, Severity.WARNING)


def _unanswered(path: Path, entity: PlaceSettings | ActorSettings) -> Iterator[tuple[Path, WatchedName]]:
    """The names that count wherever they are found, though their entry does not say that they should."""
    if not entity.lists_names:
        yield (*path, "name"), watched_name(entity.id, "", entity.name, language=UNKNOWN_LANGUAGE)
    for language, names in entity.names.items():
        for at, listed in enumerate(names):
            if isinstance(listed, str):
                yield (*path, "names", language, at), watched_name(entity.id, "", listed, language=language)
            elif listed.needs is None and not listed.unless:
                name = watched_name(entity.id, "", listed.text, language=language, exact=listed.exact, case=listed.case)
                yield (*path, "names", language, at), name


def _message(name: str, word: CommonWord) -> str:
    often = f"{10 ** (word.zipf - COMMON):,.0f} in a million"
    return f"{name!r} is a common word ({word.language}: {often}, Zipf {word.zipf:.1f}); it may mean something else too"
