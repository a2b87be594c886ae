"""A line of text that says when an article was published or changed, and little else.

The words of such lines stand in date_words.tsv: kind, language, and the words with ``|`` between. What is ``beside`` a
date belongs to it, as weekdays and cities that a clock is set by do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.extraction import zwnj
from scrapers.reading.month_names import MONTHS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = Path(__file__).with_name("date_words.tsv")


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        kind, _, listed = line.split("\t")
        words.setdefault(kind, []).extend(map(fold, listed.split("|")))
    return words


_WORDS = _words()
_CHANGED, _PUBLISHED = ("|".join(sorted(_WORDS[kind], key=len, reverse=True)) for kind in ("changed", "published"))
_LABEL = re.compile(rf"(?<!\w)(?:(?P<changed>{_CHANGED})|(?P<published>{_PUBLISHED}))(?!\w)")
# How long ago and how long to read: ``three minutes ago`` says when it was read.
AGO = frozenset(word for phrase in _WORDS["ago"] for word in phrase.split())
ISSUE = frozenset(_WORDS["issue"])
_BESIDE = frozenset(_WORDS["beside"]) | {word for names in MONTHS.values() for name in names for word in name.split()}
_AMBIGUOUS = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])\s?[/-]\s?(0?[1-9]|1[0-2])\s?[/-]\s?\d{4}(?!\d)")
# Between several things that a line tells; behind the date, how often it was read and what can be done with it.
MARK = re.compile(r"\s*[|•·]\s*")
_LONGEST = 200
# A place or an agency may stand beside the date; a sentence may not.
_MOST_OTHER_WORDS = 3


@dataclass(frozen=True, slots=True)
class DateLine:
    """A stretch of a line that may hold a date; ``label`` says of what, empty where nothing does."""

    text: str
    label: str


def read_date_line(line: str, *, english: bool) -> Iterator[DateLine]:
    """The stretches of a line that is nothing but dates and what belongs to them.

    In English ``4/5/2025`` is either day or month first, so it is no date.
    """
    text = fold(zwnj.restore(line[: _LONGEST + 1], ""))
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return
    whole = list(_stretches(text, english=english))
    yield from whole or _stretches(MARK.split(text)[0], english=english)


def _stretches(text: str, *, english: bool) -> Iterator[DateLine]:
    labels = list(_LABEL.finditer(text))
    starts = [(0, ""), *((match.end(), match.lastgroup or "") for match in labels)]
    ends = [*(match.start() for match in labels), len(text)]
    for (start, label), end in zip(starts, ends, strict=True):
        stretch = text[start:end].strip(" :|-,")
        if stretch and _is_date(stretch, english=english):
            yield DateLine(stretch, label)


def other_words(line: str) -> list[str]:
    """The words of a line, folded, that belong to no date and do not say what happened then."""
    return _others(_LABEL.sub(" ", fold(line)))


def has_label(line: str) -> bool:
    """Whether it says what happened at a date: publication or change."""
    return _LABEL.search(fold(line)) is not None


def _others(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if word not in _BESIDE]


def _is_date(text: str, *, english: bool) -> bool:
    others = _others(text)
    if english and (match := _AMBIGUOUS.search(text)) and match[1].lstrip("0") != match[2].lstrip("0"):
        return False
    return len(others) <= _MOST_OTHER_WORDS
