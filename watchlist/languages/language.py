"""The form that each language's file fills in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from watchlist.text.characters import Script


class Reading(NamedTuple):
    """One way to read a token: ``lead`` in place of its first ``cut`` letters."""

    cut: int
    lead: str


AS_WRITTEN = Reading(0, "")


def nothing_to_strip(_form: str) -> Iterator[Reading]:
    """Readings of a language that writes nothing onto the front of a name."""
    yield from ()


def words(text: str) -> frozenset[str]:
    """A list of words as it stands in a language's file: parted by spaces and line breaks."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Language:
    """A language's or script's rules of writing.

    ``readings`` takes the normal form of a name's first token in the text and gives the other ways to read it.
    ``tail`` matches what belongs to the same word after a name's last token.
    ``common_words``, spelled as written, are matched only by a name of the same spelling, never read otherwise.
    ``cues`` are words that, next to a name of that kind, tell that the name is meant.
    """

    code: str
    script: Script
    readings: Callable[[str], Iterator[Reading]] = nothing_to_strip
    common_words: frozenset[str] = frozenset()
    tail: re.Pattern[str] | None = None
    cues: dict[str, frozenset[str]] = field(default_factory=dict)
