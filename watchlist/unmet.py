"""Says in words what a doubtful mention that is held back waits for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from watchlist.context import unmet_part
from watchlist.evidence import Article, Seen, Standing
from watchlist.mentions import EXCLUDED, HIT
from watchlist.needs import Need

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from watchlist.evidence import Key
    from watchlist.finder import Found
    from watchlist.phrases import Phrases

_CONTEXT = (
    "no word such as 'town' or 'forces' stands beside it, and no other watched name beyond doubt stands in the article"
)


class Unmet:
    """The reasons of one article's mentions; ``statuses`` are those that the mentions were given."""

    def __init__(
        self,
        fields: Mapping[str, str],
        found: Mapping[str, Sequence[Found]],
        phrases: Phrases,
        statuses: Mapping[Key, str],
    ) -> None:
        self._found = found
        self._statuses = statuses
        self._article = Article(fields, phrases)

    def of(self, mention: Seen) -> tuple[str, ...]:
        """A line for each way in which the mention could have been confirmed; none for a hit."""
        status = self._statuses.get(mention.key, HIT)
        conditions = mention.name.conditions
        if status == HIT or conditions is None:
            return ()
        if status == EXCLUDED:
            where = mention.field, mention.stretch
            around = [each for each in conditions.unless if self._article.any_touches([each], *where)]
            return tuple(f"it stands within a phrase that rules it out: {phrase}" for phrase in around)
        return tuple("; and ".join(self._lacking(need, mention)) for need in conditions.needs)

    @cached_property
    def _standing(self) -> Standing:
        seen = [Seen(field, each) for field, several in self._found.items() for each in several]
        credible = [each for each in seen if self._statuses.get(each.key) != EXCLUDED]
        waiting = {key for key, status in self._statuses.items() if status not in {HIT, EXCLUDED}}
        return Standing(credible, waiting, waiting)

    def _lacking(self, need: Need, mention: Seen) -> Iterator[str]:
        for part in _parts(need):
            if unmet_part(part, mention, self._article, self._standing) is not None:
                yield self._words(part, mention)

    def _words(self, part: Need, mention: Seen) -> str:
        where = "anywhere in the article" if part.words is None else f"within {part.words} words of it"
        if part.parents is not None:
            return f"no place that it lies within is mentioned beyond doubt: {_listed(part.parents)}"
        if part.cues:
            return f"none of these stands {where}: {', '.join(part.cues)}"
        if part.names:
            return f"none of these is mentioned beyond doubt {where}: {_listed(part.names)}"
        if part.count:
            times = self._standing.count(mention.name.name_id)
            return f"the article mentions it in {times} of the {part.count} places asked for"
        return "it does not stand in quotation marks" if part.quotes else _CONTEXT


def _parts(need: Need) -> Iterator[Need]:
    """What a need asks for, one by one."""
    if need.context:
        yield Need(context=True)
    if need.parents is not None:
        yield Need(parents=need.parents)
    if need.cues:
        yield Need(cues=need.cues, words=need.words)
    if need.names:
        yield Need(names=need.names, words=need.words)
    if need.quotes:
        yield Need(quotes=True)
    if need.count:
        yield Need(count=need.count)


def _listed(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "it lies within none"
