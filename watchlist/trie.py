"""The token trie: all spellings of all names, a node a token, so that names with one first word cost nothing extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from watchlist.names import WatchedName
    from watchlist.spelling import Spelling

# Most nodes have no children and most others one name at most: they share these and never write to them.
_NO_CHILDREN: dict[str, Node] = {}
_NO_NAMES: list[WatchedName] = []

_MANY = 1_000
_SHORTEST_STEM = 3


def _beginning(form: str) -> str:
    """What no ending or case changes: the stem's first letters, in Cyrillic only one («Льва» is of «Лев»)."""
    return form[: 1 if "\u0400" <= form[:1] <= "\u052f" else _SHORTEST_STEM]


class Node:
    """Names end here, or go on by the next token's normal form."""

    __slots__ = ("_beginnings", "_children", "_name", "_others")

    def __init__(self) -> None:
        self._children = _NO_CHILDREN
        self._name: WatchedName | None = None
        self._others = _NO_NAMES
        self._beginnings: frozenset[str] | None = None

    @property
    def ends_a_name(self) -> bool:
        """Whether any name ends here."""
        return self._name is not None

    @property
    def names(self) -> Iterator[WatchedName]:
        """The names that end here."""
        if self._name is not None:
            yield self._name
            yield from self._others

    @property
    def forms(self) -> Collection[str]:
        """The tokens by which names go on."""
        return self._children.keys()

    def child(self, form: str) -> Node | None:
        """Where a token of this form leads to."""
        return self._children.get(form)

    def may_lead_on(self, form: str) -> bool:
        """Whether a token of this form may be a child, as it stands, with an ending or in a case, by how it begins."""
        if self._beginnings is None:
            forms = self.forms
            if len(forms) > _MANY:
                return True
            self._beginnings = frozenset(map(_beginning, forms))
        return _beginning(form) in self._beginnings

    def add(self, spelling: Spelling, name: WatchedName) -> None:
        """Puts a name below this node; all are added before the first is looked for."""
        node = self
        for form in spelling:
            node = node.child(form) or node._put(form, Node())
        node.end(name)

    def _put(self, form: str, child: Node) -> Node:
        if self._children is _NO_CHILDREN:
            self._children = {}
        self._children[form] = child
        return child

    def end(self, name: WatchedName) -> None:
        """Lets a name end here."""
        if self._name is None:
            self._name = name
        elif self._others is _NO_NAMES:
            self._others = [name]
        else:
            self._others.append(name)
