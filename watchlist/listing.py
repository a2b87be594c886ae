"""Which names a watchlist lists: the settings of its entities in, names made ready for matching out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from watchlist.name_settings import NameSettings, NeedSettings
from watchlist.names import UNKNOWN_LANGUAGE, WatchedName, watched_name
from watchlist.needs import Conditions, Need
from watchlist.places import PlaceTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Around = Callable[[], frozenset[str]]

    from watchlist.name_settings import NeedWord
    from watchlist.settings import ActorSettings, PlaceSettings, WatchlistSettings


def watched_names(settings: WatchlistSettings, tree: PlaceTree | None = None) -> Iterator[WatchedName]:
    """All names of all entities; an entity that lists none is looked for by what it is called.

    ``tree`` holds more places than these settings when there are lists beside them.
    """
    tree = tree or PlaceTree(settings.places)
    for kind, entities in (("place", settings.places), ("actor", settings.actors)):
        for entity in entities:
            yield from _names_of(kind, entity, partial(tree.around, entity.id))


def names_with_codes(entity: PlaceSettings | ActorSettings) -> list[tuple[str, str | NameSettings]]:
    """What an entity is looked for by, each name with its language code."""
    return [(code, name) for code, names in entity.names.items() for name in names] or [(UNKNOWN_LANGUAGE, entity.name)]


def listed_name(entity_id: str, kind: str, code: str, name: str | NameSettings, around: Around) -> WatchedName:
    """One name made ready; ``around`` gives the places that its entity lies within."""
    if isinstance(name, str):
        return watched_name(entity_id, kind, name, language=code)
    return watched_name(
        entity_id,
        kind,
        name.text,
        language=code,
        conditions=_conditions(name, around),
        exact=name.exact,
        case=name.case,
    )


def _names_of(kind: str, entity: PlaceSettings | ActorSettings, around: Around) -> Iterator[WatchedName]:
    for code, name in names_with_codes(entity):
        yield listed_name(entity.id, kind, code, name, around)


def _conditions(name: NameSettings, around: Around) -> Conditions | None:
    """What a name asks for; None when it always counts."""
    several = name.needs if isinstance(name.needs, list) else [name.needs]
    asked = [] if None in several or "nothing" in several else [_need(each, around) for each in several if each]
    return Conditions(tuple(asked), tuple(name.unless)) if asked or name.unless else None


def _need(need: NeedWord | NeedSettings, around: Around) -> Need:
    if isinstance(need, NeedSettings):
        return Need(
            cues=tuple(need.cues),
            names=frozenset(need.names),
            words=need.words,
            quotes=need.quotes,
            count=need.count,
        )
    return Need(context=need == "context", quotes=need == "quotes", parents=around() if need == "parent" else None)
