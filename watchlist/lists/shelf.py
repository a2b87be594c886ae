"""All lists of a watchlist side by side: their entities at once, their names as a text asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from watchlist.finder import Finder
from watchlist.inflected import Inflected
from watchlist.languages.morphology import load_dictionaries
from watchlist.lists.packed_node import PackedNode, ready
from watchlist.lists.records import joined
from watchlist.places import PlaceTree
from watchlist.trie import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.lists.blocks import Block, Entry
    from watchlist.names import WatchedName
    from watchlist.places import Located, Point
    from watchlist.problem import Path

# A first word that more is packed under is unpacked at the start, so that no article waits for it.
_MOST_PACKED_LETTERS = 20_000


class Whereabouts(NamedTuple):
    """An entity on a line of a list."""

    file: str
    line: int
    id: str
    is_place: bool
    within: str | None
    at: Point | None

    @property
    def path(self) -> Path:
        """Where a problem with it stands."""
        return self.file, self.line


class Shelf:
    """The blocks of all lists, as they are put on it."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, int, list[Entry]]] = []
        self._tree: tuple[Iterable[Located], PlaceTree] | None = None
        self.entities = 0
        self.referred: list[tuple[str, int, str]] = []
        self.names = 0
        self._packed: dict[str, str] = {}
        self._further: dict[str, list[str]] = {}
        self.expected = Inflected()
        self._phrased: list[str] = []

    def put(self, file: str, first: int, block: Block) -> None:
        """A block of this list, that begins with line ``first``."""
        self.names += block.names
        self._entries.append((file, first, block.entries))
        self._tree = None
        self.entities += len(block.entries)
        self.referred += [(file, first + line, each) for line, each in block.referred]
        self._phrased += block.phrased
        self.expected.include(block.expected)
        for form in self._packed.keys() & block.packed.keys():
            self._further.setdefault(form, []).append(self._packed[form])
        self._packed.update(block.packed)

    def packed(self) -> dict[str, str]:
        """All names under their first words; to be taken once, when all blocks are there."""
        for form, several in self._further.items():
            self._packed[form] = joined([*several, self._packed[form]])
        self._further.clear()
        return self._packed

    def ids(self) -> Iterator[str]:
        """The ids of all entities."""
        return (entry[1] for _, _, entries in self._entries for entry in entries)

    def whereabouts(self) -> Iterator[Whereabouts]:
        """All entities with where they stand."""
        for file, first, entries in self._entries:
            for entry in entries:
                yield Whereabouts(file, first + entry[0], *entry[1:])

    def places(self) -> Iterator[Whereabouts]:
        """The places of all lists, worked out as they are asked for."""
        return (each for each in self.whereabouts() if each.is_place)

    @property
    def place_count(self) -> int:
        """How many places there are in all lists."""
        return sum(entry[2] for _, _, entries in self._entries for entry in entries)

    def tree(self, places: Iterable[Located]) -> PlaceTree:
        """These places and those of all lists; the same one while the same places are asked for."""
        if self._tree is None or self._tree[0] is not places:
            tree = PlaceTree(places)
            for _, _, entries in self._entries:
                tree.add((place_id, within, at) for _, place_id, is_place, within, at in entries if is_place)
            self._tree = places, tree
        return self._tree[1]

    def forget_entities(self) -> None:
        """Keep the names alone, when all else is known elsewhere."""
        self._entries.clear()
        self._tree = None

    def phrased(self, tree: PlaceTree) -> Iterator[WatchedName]:
        """The names that refer to phrases."""
        return (ready(name, tree) for name in self._phrased)


class ShelfFinder(Finder):
    """Finds names of the watchlist itself, and those on the shelf; no text waits for a dictionary."""

    def __init__(self, names: Iterable[WatchedName], shelf: Shelf, tree: PlaceTree) -> None:
        packed, inflected = shelf.packed(), Inflected()
        inflected.include(shelf.expected.noted())
        root = PackedNode((), packed, tree) if packed else Node()
        super().__init__(names, root, inflected)
        for form in [form for form, several in packed.items() if len(several) > _MOST_PACKED_LETTERS]:
            root.child(form)
        load_dictionaries(inflected.dictionaries)
