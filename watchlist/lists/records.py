"""Listed names packed as strings, in which a million are joined, split again and kept in memory at little cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from watchlist.spelling import BETWEEN_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchlist.lists.lines import Listed
    from watchlist.lists.plain import PlainLine

# No field of a list may hold a NUL, and none but the last can be empty.
_FIELDS = "\0"
_RECORDS = "\0\0"


class Record(NamedTuple):
    """One listed name; ``settings`` in JSON when it is more than its text."""

    entity: str
    kind: str
    code: str
    text: str
    settings: str = ""


class Unpacked(NamedTuple):
    """The names that are spelt to their end, and those that go on, packed by their next words."""

    ending: tuple[str, ...]
    onwards: dict[str, str]


def packed(entity: Listed | PlainLine, code: str, text: str, settings: str) -> str:
    """A name of this entity."""
    name = f"\0{entity.id}\0{entity.kind}\0{code}\0{text}"
    return f"{name}\0{settings}" if settings else name


def below(rest: str, name: str) -> str:
    """A packed name whose spelling goes on with ``rest``."""
    return f"{rest}{BETWEEN_FORMS}{name}" if rest else name


def joined(several: Iterable[str]) -> str:
    """Several packed strings as one."""
    return _RECORDS.join(several)


def unpacked(names: str) -> Unpacked:
    """The names in a packed string, taken apart by their next words alone."""
    ending: list[str] = []
    onwards: dict[str, list[str]] = {}
    for name in names.split(_RECORDS):
        if name.startswith(_FIELDS):
            ending.append(name)
            continue
        word, _, rest = name.partition(BETWEEN_FORMS)
        if word in onwards:
            onwards[word].append(rest)
        else:
            onwards[word] = [rest]
    return Unpacked(tuple(ending), {word: joined(rests) for word, rests in onwards.items()})


def record_of(name: str) -> Record:
    """The one name in a packed string."""
    return Record(*name.split(_FIELDS)[1:])
