"""What a rule compiles to: frozen conditions over what was found in one article and where it comes from.

A *term* is the key of something that can stand in a text: an entity's id, ``"a phrase"``, ``wild*``, or a region, which
is ``under:id`` or ``within:50.0km@34.69,40.83``. No entity's id can look like one of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Field: TypeAlias = Literal["title", "lead"]


@dataclass(frozen=True, slots=True)
class Term:
    """This stands in the article."""

    key: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The article is in this language, or in a regional form of it."""

    code: str


@dataclass(frozen=True, slots=True)
class FromSource:
    """One of the article's sources is called so, or is a host below this one; in the form of :func:`called`."""

    name: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """One of the article's tags is this one; in the form of :func:`called`."""

    tag: str


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


class Gap(NamedTuple):
    """How many words lie at most from one part of a :class:`Near` to the next, and whether they keep their order."""

    words: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class Near:
    """The parts stand near each other; ``gaps[i]`` is what may lie between ``parts[i + 1]`` and those before it."""

    parts: tuple[Condition, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class InField:
    """The part holds of that field alone."""

    field: Field
    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The part stands in at least so many places."""

    count: int
    part: Condition


Origin: TypeAlias = InLanguage | FromSource | Tagged
Condition: TypeAlias = Term | Origin | Every | Either | Not | Near | InField | AtLeast


def stands_somewhere(condition: Condition) -> bool:
    """Whether the condition has places in the text, so that NEAR and ``atleast/n`` can ask about them."""
    match condition:
        case Term() | Near():
            return True
        case Either(parts):
            return all(map(stands_somewhere, parts))
        case InField(_, part):
            return stands_somewhere(part)
        case _:
            return False
