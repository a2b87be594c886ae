"""A node of the trie whose names lie packed until a text leads to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from watchlist.listing import listed_name
from watchlist.lists.records import record_of, unpacked
from watchlist.name_settings import NameSettings
from watchlist.trie import Node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from watchlist.names import WatchedName
    from watchlist.places import PlaceTree


class PackedNode(Node):
    """Names that end here or go on are strings until a text asks for them, so that garbage is soon looked for."""

    __slots__ = ("_ending", "_onwards", "_tree")

    def __init__(self, ending: tuple[str, ...], onwards: dict[str, str], tree: PlaceTree) -> None:
        super().__init__()
        self._ending = ending
        self._onwards = onwards
        self._tree = tree

    @property
    def ends_a_name(self) -> bool:
        """Whether any name ends here."""
        return bool(self._ending) or super().ends_a_name

    @property
    def names(self) -> Iterator[WatchedName]:
        """The names that end here."""
        ending, self._ending = self._ending, ()
        for name in ending:
            self.end(ready(name, self._tree))
        return super().names

    @property
    def forms(self) -> Collection[str]:
        """The tokens by which names go on."""
        return self._onwards.keys()

    def child(self, form: str) -> Node | None:
        """Where a token of this form leads to."""
        child = self._children.get(form)
        if child is None and (packed := self._onwards.get(form)):
            child = self._put(form, PackedNode(*unpacked(packed), self._tree))
        return child

    def _put(self, form: str, child: Node) -> Node:
        self._onwards[form] = ""
        return super()._put(form, child)


def ready(name: str, tree: PlaceTree) -> WatchedName:
    """A packed name made ready for matching."""
    entity, kind, code, text, settings = record_of(name)
    listed = NameSettings.model_validate_json(settings) if settings else text
    return listed_name(entity, kind, code, listed, partial(tree.around, entity))
