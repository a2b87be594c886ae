"""Words by which an outlet says that it has corrected or withdrawn what it had told.

They stand in cue_words.tsv: kind, form, language, and the words with ``|`` between. A *mark* is a heading: it stands
before a colon or alone, at the beginning of a line or sentence, so that a prison's correction facility and a market's
correction are none. A *phrase* may stand anywhere; ``*`` is any word or two in it, and ``<thing>`` what its language
calls an article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MARKS = re.compile(r"[\u0640\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2066-\u2069]")
_LETTERS = str.maketrans("أإآٱىیکةەھёêîûşçğüöı", "ااااييكهههеeiuscguoi")
_TABLE = Path(__file__).with_name("cue_words.tsv")
_LONGEST_LINE = 50_000
_BETWEEN = r"[^\w\n.!?؟:;]{1,3}"


class Cue(StrEnum):
    """What an outlet says that it has done to its article."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"


def new_cue(before: Iterable[str], after: Iterable[str]) -> tuple[Cue, str] | None:
    """What lines say that were not there before, and the first line that does; a retraction goes first.

    A notice that was only put into other words is none: there have to be more of them.
    """
    old, new = Counter(before), Counter(after)
    came, went = (new - old).elements(), list((old - new).elements())
    lines = list(came)
    for cue in (Cue.RETRACTED, Cue.CORRECTED):
        saying = [line for line in lines if says(line, cue)]
        if len(saying) > sum(says(line, cue) for line in went):
            return cue, saying[0]
    return None


def says(line: str, cue: Cue) -> bool:
    """Whether a line of a text says this of the text itself."""
    return _PATTERNS[cue].search(_plain(line)) is not None


def _plain(line: str) -> str:
    """In small letters of one spelling, without vowel signs."""
    return _MARKS.sub("", line[:_LONGEST_LINE].casefold()).translate(_LETTERS)


def _read() -> dict[tuple[str, str, str], list[str]]:
    rows: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        kind, form, language, words = line.split("\t")
        rows[kind, form, language] += words.split("|")
    return rows


def _pattern(rows: Mapping[tuple[str, str, str], list[str]], cue: Cue) -> re.Pattern[str]:
    marks = _any(mark for (kind, form, _), words in rows.items() if (kind, form) == (cue, "mark") for mark in words)
    phrases = _any(
        phrase.replace("<thing>", f"<{language}>")
        for (kind, form, language), words in rows.items()
        if (kind, form) == (cue, "phrase")
        for phrase in words
    )
    for (kind, _, language), words in rows.items():
        if kind == "thing":
            phrases = phrases.replace(f"<{language}>", f"(?:{_any(words)})")
    return re.compile(
        rf"^\W{{0,4}}(?:{marks})(?:\s?[:|/)\]–—-]|\s?\.\.|\s?[(,][^:\n]{{0,30}}\d[^:\n]{{0,20}}[):]|\W{{0,3}}$)"
        rf"|(?:[.!?؟…]['\"»”)]?\s{{1,3}}|\s[|–—-]\s)(?:{marks})\s?:"
        rf"|[(\[]\s?(?:{marks})\s?[)\]]\W{{0,3}}$"
        rf"|(?<!\w)(?:{phrases})(?!\w)"
    )


def _any(phrases: Iterable[str]) -> str:
    return "|".join(_spaced(phrase) for phrase in sorted(set(phrases), key=len, reverse=True))


def _spaced(phrase: str) -> str:
    gap = rf"\w+(?:{_BETWEEN}\w+)?"
    return _BETWEEN.join(gap if word == "*" else word for word in _plain(phrase).split())


_ROWS = _read()
_PATTERNS = {cue: _pattern(_ROWS, cue) for cue in Cue}
