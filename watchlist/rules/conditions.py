"""What a rule compiles to: frozen conditions over the entities found in one article, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these entities is found."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The article is in this language, or in a regional form of it."""

    code: str


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = AnyOf | InLanguage | Every | Either | Not


@dataclass(frozen=True, slots=True)
class Findings:
    """What a rule may ask about: the entities found and the language of the article."""

    entities: frozenset[str]
    language: str | None


def holds(condition: Condition, findings: Findings) -> bool:
    """Whether the condition is true of these findings."""
    match condition:
        case AnyOf(ids):
            return not ids.isdisjoint(findings.entities)
        case InLanguage(code):
            return (findings.language or "").lower().split("-")[0] == code
        case Every(parts):
            return all(holds(part, findings) for part in parts)
        case Either(parts):
            return any(holds(part, findings) for part in parts)
        case Not(part):
            return not holds(part, findings)


def named(condition: Condition, *, wanted: bool = True) -> frozenset[str]:
    """The entities whose presence can make the condition true (``wanted``) or false."""
    match condition:
        case AnyOf(ids):
            return ids if wanted else frozenset()
        case InLanguage():
            return frozenset()
        case Every(parts) | Either(parts):
            return frozenset().union(*(named(part, wanted=wanted) for part in parts))
        case Not(part):
            return named(part, wanted=not wanted)


def anchors(condition: Condition) -> frozenset[str] | None:
    """Entities of which at least one must be found for the condition to hold; None when it can hold without any."""
    match condition:
        case AnyOf(ids):
            return ids
        case Every(parts):
            return min(_known_anchors(parts), key=len, default=None)
        case Either(parts):
            known = _known_anchors(parts)
            return frozenset().union(*known) if len(known) == len(parts) else None
        case InLanguage() | Not():
            return None


def _known_anchors(parts: tuple[Condition, ...]) -> list[frozenset[str]]:
    return [ids for part in parts if (ids := anchors(part)) is not None]
