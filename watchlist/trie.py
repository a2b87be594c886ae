"""The token trie: all spellings of all names, a node a token, so that names with one first word cost nothing extra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from watchlist.names import WatchedName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchlist.names import Spelling


class Packed(Protocol):
    """A name that is made ready when it is first met."""

    def ready(self) -> WatchedName:
        """The name."""


Listed = WatchedName | Packed

# Most nodes have no children and most others one name at most: they share these and never write to them.
_NO_CHILDREN: dict[str, Node] = {}
_NO_NAMES: list[Listed] = []

_MANY = 1_000
_SHORTEST_STEM = 3


def _beginning(form: str) -> str:
    """What no ending or case changes: the stem's first letters, in Cyrillic only one («Льва» is of «Лев»)."""
    return form[: 1 if "\u0400" <= form[:1] <= "\u052f" else _SHORTEST_STEM]


class Node:
    """Names end here; ``children`` by the next token's normal form."""

    __slots__ = ("_beginnings", "_name", "_others", "children")

    def __init__(self) -> None:
        self.children = _NO_CHILDREN
        self._name: Listed | None = None
        self._others = _NO_NAMES
        self._beginnings: frozenset[str] | None = None

    @property
    def ends_a_name(self) -> bool:
        """Whether any name ends here."""
        return self._name is not None

    @property
    def names(self) -> Iterator[WatchedName]:
        """The names that end here."""
        if self._name is None:
            return
        if not isinstance(self._name, WatchedName):
            self._name = self._name.ready()
        yield self._name
        for at, name in enumerate(self._others):
            yield name if isinstance(name, WatchedName) else self._ready(at, name)

    def _ready(self, at: int, name: Packed) -> WatchedName:
        ready = name.ready()
        self._others[at] = ready
        return ready

    def may_lead_on(self, form: str) -> bool:
        """Whether a name may go on with a token of this form."""
        return form in self.children or self.may_be_changed(form)

    def may_be_changed(self, form: str) -> bool:
        """Whether a token of this form may be a child with an ending or in a case, judged by how it begins."""
        if len(self.children) > _MANY:
            return True
        if self._beginnings is None:
            self._beginnings = frozenset(map(_beginning, self.children))
        return _beginning(form) in self._beginnings

    def add(self, spelling: Spelling, name: Listed) -> None:
        """Puts a name below this node; all are added before the first is looked for."""
        node = self
        for form in spelling:
            child = node.children.get(form)
            if child is None:
                if node.children is _NO_CHILDREN:
                    node.children = {}
                child = node.children[form] = Node()
            node = child
        node._end(name)  # noqa: SLF001 - a node of its own kind

    def _end(self, name: Listed) -> None:
        if self._name is None:
            self._name = name
        elif self._others is _NO_NAMES:
            self._others = [name]
        else:
            self._others.append(name)
