"""What comparing is about: a text, its sketch, the elders that share fingerprints with it, and the verdict on one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from datetime import datetime

PRINT_BYTES = 5
PRINT_LIMIT = 1 << (8 * PRINT_BYTES)


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared. Empty where it is not known: ``outlet``, ``title``, both URLs; None: both times."""

    url: str
    outlet: str
    title: str
    body: str
    published_at: datetime | None
    seen_at: datetime | None = None
    canonical_url: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the index keeps of a text: distinct fingerprints, each from 0 to below ``PRINT_LIMIT``, in ascending order.

    Empty for a text that never enters the index because it is too short to prove anything.
    """

    prints: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """Five bytes a fingerprint, big-endian."""
        return b"".join(each.to_bytes(PRINT_BYTES, "big") for each in self.prints)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """The inverse of ``to_bytes``; ValueError if the length is not a multiple of five."""
        if len(packed) % PRINT_BYTES:
            raise ValueError(f"fingerprints: {len(packed)} bytes, not a multiple of {PRINT_BYTES}")
        starts = range(0, len(packed), PRINT_BYTES)
        return cls(tuple(int.from_bytes(packed[at : at + PRINT_BYTES], "big") for at in starts))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An elder that may be the same text: its entry's number, how many fingerprints are in common.

    It is ``tentative`` while its row is not committed.
    """

    number: int
    shared: int
    tentative: bool


class Relation(StrEnum):
    """What an article is to an elder whose words it shares."""

    COPY = "copy"
    AGAIN = "again"  # the same item of the same outlet
    SERIES = "series"  # the outlet's template with other facts
    OTHER_FACTS = "other_facts"  # another outlet's words about other news


@dataclass(frozen=True, slots=True)
class Verdict:
    """About one elder: ``shared`` is the part of the shorter text that stands in the longer one, 0 to 1.

    ``differing`` are the facts that differ where the aligned texts differ, as "3 → 5", for people to read.
    """

    number: int
    relation: Relation
    shared: float
    differing: tuple[str, ...]
