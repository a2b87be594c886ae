"""How an import shows how far it is: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

_T = TypeVar("_T")


class Progress(Protocol):
    """Passes items through and shows how many of ``total`` are done."""

    def __call__(self, items: Iterable[_T], what: str, total: int) -> Iterable[_T]:
        """The same items."""


def silent(items: Iterable[_T], what: str, total: int) -> Iterable[_T]:
    """No progress is shown."""
    del what, total
    return items


def on_standard_error(items: Iterable[_T], what: str, total: int) -> Iterable[_T]:
    """A bar on standard error, gone when it is full; only where that is a terminal."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, what, total, console=Console(stderr=True), transient=True)
