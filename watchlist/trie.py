"""The token trie: all spellings of all names, a node a token, so that names with one first word cost nothing extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchlist.names import Spelling, WatchedName


# Most nodes have no children and many no names: they share these and never write to them.
_NO_CHILDREN: dict[str, Node] = {}
_NO_NAMES: list[WatchedName] = []


class Node:
    """``names`` end here; ``children`` by the next token's normal form."""

    __slots__ = ("children", "names")

    def __init__(self) -> None:
        self.children = _NO_CHILDREN
        self.names = _NO_NAMES

    def add(self, spelling: Spelling, name: WatchedName) -> None:
        """Puts a name below this node."""
        node = self
        for form in spelling:
            child = node.children.get(form)
            if child is None:
                if node.children is _NO_CHILDREN:
                    node.children = {}
                child = node.children[form] = Node()
            node = child
        if node.names is _NO_NAMES:
            node.names = []
        node.names.append(name)
