"""The inside of a matcher process: it alone holds the compiled watchlist, and it never sees a byte from outside.

In: the bytes of the watchlist and of the lists it includes, once; then titles and texts. Out: evaluations, or the
findings that made the list unusable.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from scheduler.compiling import compiled
from scheduler.configuration.findings import ConfigurationProblem
from scrapers.parsing.confinement import give_up_environment, give_up_voice

if TYPE_CHECKING:
    from pathlib import Path

    from scheduler.configuration.edition import Edition
    from scheduler.configuration.findings import Finding
    from watchlist.mentions import Evaluation, Text
    from watchlist.watchlist import Watchlist

_state: dict[str, Watchlist | list[Finding]] = {}
_counts: dict[str, int] = {}


class Parcel:
    """A watchlist on its way into a process, and the folder of compiled blocks; it is taken out once."""

    def __init__(self, edition: Edition, blocks: Path | None) -> None:
        self._edition: Edition | None = edition
        self._blocks = blocks

    def take_out(self) -> tuple[Edition, Path | None]:
        """The watchlist, which the process then need not hold twice."""
        if self._edition is None:
            raise RuntimeError("a process takes its watchlist once")
        edition, self._edition = self._edition, None
        return edition, self._blocks


def install(parcel: Parcel) -> None:
    """Compile the watchlist in this process; a bad one is kept as its findings."""
    give_up_environment()
    give_up_voice()
    try:
        watchlist, counts = compiled(*parcel.take_out())
        _state["watchlist"] = watchlist
        _counts.update(counts)
    except ConfigurationProblem as problem:
        _state["watchlist"] = problem.findings
    gc.disable()  # garbage is looked for after each article, and never in the middle of one


def is_up() -> None:
    """Nothing but a sign of life."""


def loaded() -> tuple[list[Finding], dict[str, int]]:
    """Why the list in this process is unusable, empty when it is in force; and how much stands in it."""
    held = _state["watchlist"]
    return (held if isinstance(held, list) else []), _counts


def evaluate(text: Text) -> Evaluation:
    """Mentions and held rules of one article."""
    watchlist = _state["watchlist"]
    if isinstance(watchlist, list):
        raise RuntimeError("no sound watchlist is in force in this process")  # noqa: TRY004 - a state, not a type
    evaluation = watchlist.evaluate(text)
    _free_garbage()
    return evaluation


def _free_garbage() -> None:
    """Free what the article has left in circles, and never look again at what the watchlist remembers of it.

    To look through all of that takes as long as many articles; what is new since the last freeze is all young.
    """
    gc.collect(0)
    gc.freeze()
