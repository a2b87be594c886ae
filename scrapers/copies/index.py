"""The index of recent fingerprints: which earlier articles may be the same text.

Its two forms, in memory and in Redis, put the same articles together. It only proposes candidates and keeps the order
in which articles met; whether they are copies is decided on their texts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scrapers.copies.nouns import Candidate, Sketch

WINDOW = timedelta(hours=72)
MOST_CANDIDATES = 16
TENTATIVE_FOR = timedelta(seconds=120)


class CopyIndex(Protocol):
    """What both forms promise. Articles go by their entry's number; an empty sketch is never kept."""

    async def meet(self, number: int, sketch: Sketch, at: datetime) -> tuple[Candidate, ...]:
        """Post this article's fingerprints as tentative and give its elders, most shared first.

        Elders met before it and are not older than ``at - WINDOW``; at most ``MOST_CANDIDATES``, of equals the
        higher number first. One step: of two that meet at once exactly one sees the other. Itself is never among them.
        Meeting again (after a crash) keeps its place in the order: only those that met first are given as tentative
        elders. A tentative posting ends by itself ``TENTATIVE_FOR`` after its last meeting if it was neither kept nor
        withdrawn.
        """
        ...

    async def keep(self, number: int) -> None:
        """Its row is committed: the posting is final. Does nothing for a number that never met."""
        ...

    async def withdraw(self, number: int) -> None:
        """Take a tentative posting back: no article came of it. A final one stays."""
        ...

    async def restore(self, kept: Iterable[tuple[int, Sketch, datetime]]) -> None:
        """Post articles of the archive, final at once; those that are there already stay as they are, but final."""
        ...

    async def is_whole(self) -> bool:
        """Whether all kept articles of the window are in it: False after a flush, an eviction or the first start."""
        ...
