"""What a name asks of an article before it counts: alternatives of which one must hold, and phrases that forbid it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One way to confirm a name; all that it asks must hold.

    ``context``: a cue word of the language beside the name, or any sure name anywhere in the article.
    ``parents``: one of these places is surely mentioned.
    ``cues``, ``names``: one of these phrases, one of these entities, within ``words`` tokens or anywhere.
    ``quotes``: the mention stands in quotation marks. ``count``: at least so many mentions of the entity.
    """

    context: bool = False
    parents: frozenset[str] | None = None
    cues: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    words: int | None = None
    quotes: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """Any one of ``needs`` is enough, none means nothing is asked; within one of ``unless`` the name never counts."""

    needs: tuple[Need, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """All that must be looked for in a text to decide."""
        return (*self.unless, *(cue for need in self.needs for cue in need.cues))
