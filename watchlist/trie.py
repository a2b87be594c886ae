"""The token trie: all spellings of all names, a node a token, so that names with one first word cost nothing extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchlist.names import Spelling, WatchedName


_NONE: dict[str, Node] = {}


class Node:
    """``names`` end here; ``children`` by the next token's normal form."""

    __slots__ = ("children", "names")

    def __init__(self) -> None:
        self.children = _NONE
        self.names: tuple[WatchedName, ...] = ()

    def add(self, spelling: Spelling, name: WatchedName) -> None:
        """Puts a name below this node."""
        node = self
        for form in spelling:
            child = node.children.get(form)
            if child is None:
                if node.children is _NONE:
                    node.children = {}
                child = node.children[form] = Node()
            node = child
        if name not in node.names:
            node.names = (*node.names, name)
