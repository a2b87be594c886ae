"""What speaks for a doubtful mention: phrases of the article, and the mentions that stand so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from watchlist.nesting import wholes
from watchlist.stretches import Stretch, Stretches
from watchlist.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from watchlist.finder import Found
    from watchlist.names import WatchedName
    from watchlist.phrases import Phrases
    from watchlist.text.tokens import Tokens

Key = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A name found in one field of an article."""

    field: str
    found: Found

    @property
    def name(self) -> WatchedName:
        """The listed name."""
        return self.found.name

    @property
    def stretch(self) -> Stretch:
        """Where it stands in its field."""
        return Stretch(self.found.start, self.found.end)

    @property
    def key(self) -> Key:
        """Field, entity, start, end."""
        return self.field, self.found.name.name_id, self.found.start, self.found.end

    def shares_words_with(self, other: Seen) -> bool:
        """Whether another entity's name overlaps this one, which tells nothing about it."""
        overlap = self.found.start < other.found.end and other.found.start < self.found.end
        return self.field == other.field and overlap and self.name.name_id != other.name.name_id


class Article:
    """The texts of an article, each read only when it is asked about."""

    def __init__(self, fields: Mapping[str, str], phrases: Phrases) -> None:
        self._fields = fields
        self._phrases = phrases
        self._tokens: dict[str, Tokens] = {}

    def text(self, field: str) -> str:
        """The text of a field."""
        return self._fields[field]

    def tokens(self, field: str) -> Tokens:
        """The tokens of a field."""
        if field not in self._tokens:
            self._tokens[field] = tokenise(self._fields[field])
        return self._tokens[field]

    def phrases(self, wanted: Iterable[str]) -> list[tuple[str, Stretches]]:
        """Where any of these phrases stand, by field."""
        return [(field, where) for phrase in wanted for field, where in self._by_phrase.get(phrase, {}).items()]

    def any_touches(self, phrases: Iterable[str], field: str, area: Stretch) -> bool:
        """Whether any of these phrases has a part in this area of a field."""
        return any(field == other and where.touch(area) for other, where in self.phrases(phrases))

    @cached_property
    def _by_phrase(self) -> dict[str, dict[str, Stretches]]:
        spans: dict[str, dict[str, list[Stretch]]] = defaultdict(lambda: defaultdict(list))
        for field, text in self._fields.items():
            for phrase, stretch in self._phrases.find(text):
                spans[phrase][field].append(stretch)
        return {phrase: {f: Stretches(each) for f, each in by_field.items()} for phrase, by_field in spans.items()}


class Standing:
    """The mentions that stand by themselves: of the ``credible`` ones those that no longer hit is around.

    A mention whose key is in ``waiting`` is no hit yet; one in ``hides_nothing`` takes none of its parts away.
    """

    def __init__(self, credible: Sequence[Seen], waiting: Collection[Key], hides_nothing: Collection[Key]) -> None:
        self._free = _outermost(credible, [each.key not in hides_nothing for each in credible])
        self.hits = [each for each in self._free if each.key not in waiting]
        self._counts: dict[str, int] = {}
        self._stretches: dict[tuple[str, str], Stretches] = {}

    def any_beside(self, mention: Seen) -> bool:
        """Whether any hit confirms the mention: one that does not merely share its words."""
        return any(not hit.shares_words_with(mention) for hit in self.hits)

    def any_of(self, entities: Iterable[str], mention: Seen) -> bool:
        """Whether one of these entities is hit anywhere, not merely by the mention's own words."""
        return any(
            not hit.shares_words_with(mention) and hit.key != mention.key
            for entity in entities
            for hit in self._by_entity.get(entity, ())
        )

    def near(self, entities: Iterable[str], mention: Seen, area: Stretch) -> bool:
        """Whether one of these entities is hit in this area around the mention, beside its own words."""
        return any(self._where(entity, mention.field).touch_beside(area, mention.stretch) for entity in entities)

    def count(self, entity: str) -> int:
        """How often the entity is mentioned in the article, a name within a longer one of its own not counted."""
        if entity not in self._counts:
            own = [each for each in self._free if each.name.name_id == entity]
            self._counts[entity] = len(_outermost(own, [True] * len(own)))
        return self._counts[entity]

    @cached_property
    def _by_entity(self) -> dict[str, list[Seen]]:
        hits: dict[str, list[Seen]] = defaultdict(list)
        for hit in self.hits:
            hits[hit.name.name_id].append(hit)
        return hits

    def _where(self, entity: str, field: str) -> Stretches:
        if (entity, field) not in self._stretches:
            hits = self._by_entity.get(entity, ())
            self._stretches[entity, field] = Stretches(hit.stretch for hit in hits if hit.field == field)
        return self._stretches[entity, field]


def _outermost(seen: Sequence[Seen], swallows: Sequence[bool]) -> list[Seen]:
    """Those that are not part of a longer one that swallows."""
    both = zip(seen, swallows, strict=True)
    ordered = sorted(both, key=lambda pair: (pair[0].field, pair[0].found.start, -pair[0].found.end))
    free: list[Seen] = []
    for _, group in groupby(ordered, key=lambda pair: pair[0].field):
        of_field = list(group)
        around = wholes([each.stretch for each, _ in of_field], [swallow for _, swallow in of_field])
        free.extend(each for (each, _), whole in zip(of_field, around, strict=True) if whole is None)
    return free
