"""The index of recent fingerprints: which earlier articles may be the same text.

Its two forms, in memory and in Redis, put the same articles together. It only proposes candidates and keeps the order
in which articles met; whether they are copies is decided on their texts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable
    from datetime import datetime
    from typing import TypeAlias

    from scrapers.copies.nouns import Candidate, Sketch

    Kept: TypeAlias = tuple[int, Sketch, datetime]

WINDOW = timedelta(hours=72)
# Both forms keep the window in parts, which end as a whole.
PERIODS = 4
PERIOD = WINDOW / PERIODS
MOST_CANDIDATES = 16
FEWEST_SHARED = 2  # one triple of words in common is chance
# Of a fingerprint that so many articles of a part have, the first ones alone are proposed by it; for others that other
# fingerprints propose it counts, if they are among the first four hundred.
COMMON = 20
MOST_COUNTED = 400
SHORTLIST = 40  # so many are looked at, of those with the most rare fingerprints and with the most common ones each
TENTATIVE_FOR = timedelta(seconds=120)


class CopyIndex(Protocol):
    """What both forms promise. Articles go by their entry's number; an empty sketch is never kept."""

    async def meet(self, number: int, sketch: Sketch, at: datetime) -> tuple[Candidate, ...]:
        """Post this article's fingerprints as tentative and give its elders, most shared first.

        Elders met before it, are not older than ``at - WINDOW`` and share ``FEWEST_SHARED`` fingerprints; at most
        ``MOST_CANDIDATES`` of them, of equals the higher number first. One step: of two that meet at once exactly one
        sees the other. Itself is never among them. Meeting again (after a crash) keeps its place in the order: only
        those that met first are given as tentative elders. A posting is no longer tentative ``TENTATIVE_FOR`` after
        its last meeting: nobody waits for it then, but it is given until the window ends, for its worker may have
        died just after the commit; the archive knows, also that no article came of it.
        The form in Redis raises RedisUnavailable also when a part is lost; the fingerprints are posted nevertheless.
        """
        ...

    async def keep(self, number: int) -> None:
        """Its row is committed: the posting is final. Does nothing for a number that never met."""
        ...

    async def restore(self, kept: Iterable[Kept] | AsyncIterable[Kept]) -> None:
        """Post all articles of the window, final at once; those that are there already stay as they are, but final.

        They are read a batch at a time. Only when the last one is posted is the index whole again.
        """
        ...

    async def is_whole(self) -> bool:
        """Whether all kept articles of the window are in it: False after a flush, an eviction or the first start."""
        ...
