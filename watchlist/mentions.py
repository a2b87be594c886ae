"""What the room gives: plain frozen records that cross process borders by pickle or JSON."""

from __future__ import annotations

from dataclasses import dataclass

HIT = "hit"
NEEDS_CONTEXT = "needs_context"
NEEDS_PARENT = "needs_parent"
NEEDS_QUOTES = "needs_quotes"
NEEDS_COUNT = "needs_count"
EXCLUDED = "excluded"
STATUSES = (HIT, NEEDS_CONTEXT, NEEDS_PARENT, NEEDS_QUOTES, NEEDS_COUNT, EXCLUDED)


@dataclass(frozen=True, slots=True)
class Text:
    """What is matched; ``sources`` are the names that ``source:`` may call it by, ``tags`` those of ``tag:``."""

    title: str
    text: str
    language: str | None = None
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A watched name in a text: ``field[start:end] == surface`` in code points.

    ``status`` is ``hit`` or the reason it is held back; ``inside`` is the entity of a longer hit around it.
    """

    name_id: str
    kind: str
    name: str
    surface: str
    field: str
    start: int
    end: int
    status: str
    inside: str | None = None

    @property
    def is_hit(self) -> bool:
        """Whether nothing holds it back."""
        return self.status == HIT

    @property
    def counts(self) -> bool:
        """Whether rules may build on it: neither held back nor part of a longer name."""
        return self.is_hit and self.inside is None


@dataclass(frozen=True, slots=True)
class HeldRule:
    """A rule that holds; ``covers`` are the entities found that it is about."""

    rule_id: str
    priority: str
    covers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that the watchlist has to say about one text."""

    mentions: tuple[Mention, ...]
    held: tuple[HeldRule, ...]
