"""The form that each language's file fills in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from watchlist.text.normal_form import normal_form

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from watchlist.text.characters import Script


class Reading(NamedTuple):
    """One way to read a token: ``lead`` in place of its first ``cut`` letters; in longer names if not ``alone``."""

    cut: int
    lead: str
    alone: bool = True


AS_WRITTEN = Reading(0, "")


class Ended(NamedTuple):
    """A token of a text that is the last word of a name, ``listed``, and an ending; all three as they are written."""

    listed: str
    stem: str
    ending: str


class Joints(NamedTuple):
    """What U+200C may join to a name, in normal form; beside any other piece the name is a part of another word."""

    before: frozenset[str]
    after: frozenset[str]


def nothing_to_strip(_form: str) -> Iterator[Reading]:
    """Readings of a language that writes nothing onto the front of a name."""
    yield from ()


def words(text: str) -> frozenset[str]:
    """A list of words as it stands in a language's file: parted by spaces and line breaks."""
    return frozenset(text.split())


def joints(before: str, after: str) -> Joints:
    """The pieces as they stand in a language's file."""
    return Joints(frozenset(map(normal_form, words(before))), frozenset(map(normal_form, words(after))))


def endings(table: str) -> dict[str, tuple[str, ...]]:
    """A declension as it stands in a language's file: each ending with those it may stand for, ``-`` being none."""
    return {first: tuple(each.strip("-") for each in others) for first, *others in map(str.split, table.split(","))}


@dataclass(frozen=True, slots=True)
class Language:
    """A language's or script's rules of writing.

    Of a script, whatever the language of the name: ``readings`` takes the normal form of a name's first token in the
    text and gives the other ways to read it; ``tail`` matches what belongs to the same word after a name's last token;
    ``common_words``, spelled as written, are matched only by a name of the same spelling, never read otherwise.

    Of the names listed in the language: ``may_end`` tells whether a token is the name's last word with an ending of the
    language; ``prefixes`` whether the script's other readings are for its names; ``own_letters`` are those of which one
    shows that a text is in this language and in no other that inflects names by the dictionary; ``declension`` gives
    for the ending of a word that the dictionary does not know the endings that its nominative may have. ``small_heads``
    tells that names of several words are often written with a small first letter (``ministère de l'Intérieur``).

    ``cues`` are words that, next to a name of that kind, tell that the name is meant.
    """

    code: str
    script: Script
    readings: Callable[[str], Iterator[Reading]] = nothing_to_strip
    common_words: frozenset[str] = frozenset()
    tail: re.Pattern[str] | None = None
    may_end: Callable[[Ended], bool] | None = None
    prefixes: bool = True
    joints: Joints | None = None
    own_letters: str = ""
    declension: dict[str, tuple[str, ...]] = field(default_factory=dict)
    small_heads: bool = False
    cues: dict[str, frozenset[str]] = field(default_factory=dict)
