"""A block of a list, compiled: what the lines say, in a form that is read back much faster than they are."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

from watchlist.check_names import NEVER_FOUND, name_problems, which_name
from watchlist.errors import EncodingError, LineError
from watchlist.inflected import Inflected, Noted
from watchlist.listing import listed_name, names_with_codes
from watchlist.lists.lines import ListedActor
from watchlist.lists.plain import PlainLine
from watchlist.lists.records import below, joined, packed
from watchlist.name_settings import NameSettings, NeedSettings
from watchlist.problem import Severity
from watchlist.spelling import BETWEEN_FORMS, spellings, spelt
from watchlist.text.characters import Script
from watchlist.text.tokens import script_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from watchlist.lists.lines import Listed, Read
    from watchlist.places import Point

MOST_FAULTS = 20

# What the tree of places and the rules must know of a line's entity at once: the line from 0, the id, whether it is a
# place, what it lies within, and where. A plain tuple, for there may be a million.
Entry = tuple[int, str, bool, str | None, "Point | None"]


class Block(NamedTuple):
    """A block's entities, and their names packed under their first words.

    ``phrased``: the packed names that refer to phrases; ``referred``: ids that names need, with their lines;
    ``expected``: what a finder must expect of inflected names.
    """

    lines: int
    names: int
    entries: list[Entry]
    packed: dict[str, str]
    phrased: list[str]
    referred: list[tuple[int, str]]
    expected: Noted

    def to_bytes(self) -> bytes:
        """The block for the disk."""
        return marshal.dumps(tuple(self))


def block_of(content: bytes) -> Block:
    """The block that :meth:`Block.to_bytes` gave; raises ValueError, EOFError or TypeError for anything else."""
    return Block(*marshal.loads(content))  # noqa: S302 - of our own making, and its checksum was right


class Faults(Exception):
    """Lines of a block that cannot be used, each with its number from 0."""

    def __init__(self, faults: list[tuple[int, LineError]]) -> None:
        super().__init__(f"{len(faults)} lines of a list cannot be used")
        self.faults = faults


def compile_block(lines: Sequence[bytes], read: Read) -> Block:
    """The block of these lines; raises :class:`Faults` with the first mistakes."""
    making = _Making(len(lines))
    faults: list[tuple[int, LineError]] = []
    for number, line in enumerate(lines):
        if line.isspace():
            continue
        try:
            making.add(number, read(line))
        except LineError as error:
            faults.append((number, error))
            if len(faults) == MOST_FAULTS or isinstance(error, EncodingError):
                break
    if faults:
        raise Faults(faults)
    return making.block()


class _Everything:
    """All ids there may be: whether an id is known is seen when all lists lie side by side."""

    def __contains__(self, _: object) -> bool:
        return True


class _Making:
    """A block that grows line by line."""

    def __init__(self, lines: int) -> None:
        self._lines = lines
        self._names = 0
        self._entries: list[Entry] = []
        self._packed: dict[str, str] = {}
        self._further: dict[str, list[str]] = {}
        self._outer: dict[str, str] = {}
        self._phrased: list[str] = []
        self._referred: list[tuple[int, str]] = []
        self._inflected = Inflected()

    def add(self, number: int, entity: Listed | PlainLine) -> None:
        within, at = (None, None) if isinstance(entity, ListedActor) else (entity.within, entity.at)
        if within is not None:
            within = self._outer.setdefault(within, within)
        self._entries.append((number, entity.id, entity.kind == "place", within, at))
        for code, name in entity.listed if isinstance(entity, PlainLine) else names_with_codes(entity):
            self._names += 1
            if isinstance(name, str):
                self._pack(entity, code, name, name)
            else:
                self._check(number, entity, code, name)
                self._pack(entity, code, name, name.text, name.model_dump_json(exclude_unset=True))

    def block(self) -> Block:
        names = self._packed
        for form, records in self._further.items():
            names[form] = joined([names[form], *records])
        expected = self._inflected.noted()
        return Block(self._lines, self._names, self._entries, names, self._phrased, self._referred, expected)

    def _pack(
        self, entity: Listed | PlainLine, code: str, name: str | NameSettings, text: str, settings: str = ""
    ) -> None:
        words = words_of(text)
        if not words:
            raise LineError(_which(entity, code, name) + NEVER_FOUND)
        if script_of(words[0]) is Script.CYRILLIC:
            self._inflected.expect(listed_name("", "", code, name, frozenset), spellings(text, words))
        record = packed(entity, code, text, settings)
        for spelling in spelt(text, words):
            first, _, rest = spelling.partition(BETWEEN_FORMS)
            name_below = below(rest, record)
            if self._packed.setdefault(first, name_below) is not name_below:
                self._further.setdefault(first, []).append(name_below)

    def _check(self, number: int, entity: Listed | PlainLine, code: str, name: NameSettings) -> None:
        if isinstance(entity, PlainLine):
            raise TypeError("a plain line has names without settings")
        alone = entity.model_copy(update={"names": {code: [name]}})
        for problem in name_problems([((), alone)], _Everything()):
            if problem.severity is Severity.ERROR:
                raise LineError(_which(entity, code, name) + problem.message, problem.hint)
        several = name.needs if isinstance(name.needs, list) else [name.needs]
        needs = [need for need in several if isinstance(need, NeedSettings)]
        self._referred += [(number, each) for need in needs for each in need.names]
        if name.unless or any(need.cues for need in needs):
            settings = name.model_dump_json(exclude_unset=True)
            self._phrased.append(packed(entity, code, name.text, settings))


def _which(entity: Listed | PlainLine, code: str, name: str | NameSettings) -> str:
    listed: Sequence[object] = entity.names.get(code, [])
    return which_name(entity.names, ("names", code, listed.index(name))) if name in listed else ""
