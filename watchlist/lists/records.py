"""Listed names packed as strings, in which a million are joined, split again and kept in memory at little cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.lists.lines import Listed
    from watchlist.names import Spelling

# No field of a list may hold a NUL, and no word any control character.
_FIELDS = "\0"
_WORDS = "\1"


class Record(NamedTuple):
    """One spelling of one listed name without its first word; ``settings`` in JSON when it is more than its text."""

    spelling: Spelling
    entity: str
    kind: str
    code: str
    text: str
    settings: str


def packed(spelling: Spelling, entity: Listed, code: str, text: str, settings: str) -> str:
    """A record of a name of this entity."""
    return _FIELDS.join((_WORDS.join(spelling), entity.id, entity.kind, code, text, settings))


def joined(several: Iterable[str]) -> str:
    """Several packed strings as one."""
    return _FIELDS.join(several)


def records_of(names: str) -> Iterator[Record]:
    """The names in a packed string."""
    fields = iter(names.split(_FIELDS))
    for rest, *others in zip(fields, fields, fields, fields, fields, fields, strict=True):
        yield Record(tuple(rest.split(_WORDS)) if rest else (), *others)
