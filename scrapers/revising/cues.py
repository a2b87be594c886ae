"""Words by which an outlet says that it has corrected or withdrawn what it had told.

They stand in cue_words.tsv: kind, form, language, and the words with ``|`` between. A *mark* is a heading: it stands
before a colon or alone, at the beginning of a line or sentence, so that a prison's correction facility and a market's
correction are none. A *doubtful* mark is a heading of other news too: it counts alone on its line, with a date, or
where its line speaks of this article. An *opening* begins a line and ends there, or at a point or comma. A *phrase* may
stand anywhere in a line; ``*`` is any word or two in it, ``<thing>`` what its language calls an article, and ``<own>``
what can only be this one. What an authority had removed, its outlet did not take back, nor what others say that they
did (other_voices.tsv).

In another item that repeats an article's text, what it heads is that article: there a doubtful mark is as good as any.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.revising.other_voices import OtherVoices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MARKS = re.compile(r"[\u0640\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2066-\u2069]")
_LETTERS = str.maketrans("أإآٱىیکةەھёêîûşçğüöı", "ااااييكهههеeiuscguoi")
_TABLE = Path(__file__).with_name("cue_words.tsv")
_LONGEST_LINE = 50_000
_MOST_SAYINGS = 50  # no line of an article says it more often
# As agencies number their takes: "UPDATE 2-CORRECTED-Fire at the mill".
_SERIAL = r"(?:update \d{1,2}\s?[-–—]\s?)?"
_DATED = r"\s?[(,][^:\n]{0,30}\d[^:\n]{0,20}[):]"
_BETWEEN = r"[^\w\n.!?؟:;]{1,3}"
# Where notices stand: the title with two paragraphs, and the last two.
_AT_TOP, _AT_END = 3, 2
_BY_OTHERS = (
    r"(?!\s(?:by (?!us\b|our\b|its\b|the edit)|من قبل|по (?:требованию|решению|запросу)|на вимогу|за рішенням))"
)


class Cue(StrEnum):
    """What an outlet says that it has done to its article."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"


def new_cue(before: Iterable[str], after: Iterable[str], *, in_copy: bool = False) -> tuple[Cue, str] | None:
    """What lines say that were not there before, and the first line that does; a retraction goes first.

    ``in_copy``: they are those of another item with the text.

    The first line is the title. A notice counts near the top or the end. One that was only put into other words is
    none: there have to be more of them.
    """
    lines_now = [line for line in after if line.strip()]
    old, new = Counter(before), Counter(lines_now)
    near = Counter(lines_now[:_AT_TOP] + lines_now[_AT_TOP:][-_AT_END:])
    lines, went = list((near - old).elements()), list((old - new).elements())
    for cue in (Cue.RETRACTED, Cue.CORRECTED):
        saying = [line for line in lines if says(line, cue, in_copy=in_copy)]
        if saying and len(saying) > sum(says(line, cue, in_copy=in_copy) for line in went):
            return cue, saying[0]
    return None


def says(line: str, cue: Cue, *, in_copy: bool = False) -> bool:
    """Whether a line of a text says this of the text itself, or that of a copy of what it repeats."""
    plain = _plain(line)
    patterns = [_pattern(cue), *([_heads(cue)] if in_copy else [])]
    return any(
        _is_own(plain, found) for pattern in patterns for found in islice(pattern.finditer(plain), _MOST_SAYINGS)
    )


def _is_own(plain: str, found: re.Match[str]) -> bool:
    """Whether the outlet itself says it; only phrases are said by others too."""
    return found.lastgroup is None or not _OTHERS.speak(plain, found.start(), found.end())


def _plain(line: str) -> str:
    """In small letters of one spelling, without vowel signs."""
    return _MARKS.sub("", line[:_LONGEST_LINE].casefold()).translate(_LETTERS)


@cache
def _rows() -> dict[tuple[str, str, str], list[str]]:
    rows: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        kind, form, language, words = line.split("\t")
        rows[kind, form, language] += words.split("|")
    return rows


@cache  # compiled when a text is first asked about: it takes megabytes, and most processes never are
def _pattern(cue: Cue) -> re.Pattern[str]:
    rows = _rows()
    marks, doubtful, openings, phrases = (_form(rows, cue, form) for form in ("mark", "doubtful", "opening", "phrase"))
    this = _any(word for (kind, _, _), words in rows.items() if kind == "this" for word in words)
    return re.compile(
        rf"^\W{{0,4}}{_SERIAL}(?:{marks})(?:\s?[:|/)\]–—-]|\s?\.\.|{_DATED}|\W{{0,3}}$)"
        rf"|(?:[.!?؟…]['\"»”)]?\s{{1,3}}|\s[|–—-]\s)(?:{marks})\s?:"
        rf"|[(\[]\s?(?:{marks})\s?[)\]]\W{{0,3}}$"
        rf"|^\W{{0,4}}(?:{doubtful})(?:{_DATED}|\W{{0,3}}$|\s?[:|/)\]–—-].*(?<!\w)(?:{this})(?!\w))"
        rf"|^\W{{0,4}}(?:{openings})(?:\s?[.,،;؛:!|(–—-]|\W{{0,3}}$)"
        rf"|(?P<phrase>(?<!\w)(?:{phrases})(?!\w){_BY_OTHERS})"
    )


@cache
def _heads(cue: Cue) -> re.Pattern[str]:
    doubtful = _form(_rows(), cue, "doubtful")
    return re.compile(rf"^\W{{0,4}}(?:{doubtful})(?:\s?[:|/)\]–—-]|\s?\.\.|{_DATED}|\W{{0,3}}$)")


def _form(rows: Mapping[tuple[str, str, str], list[str]], cue: Cue, form: str) -> str:
    """All words of a form, of any language; none of them matches nothing."""
    found = _any(
        word.replace("<thing>", f"<thing{language}>").replace("<own>", f"<own{language}>")
        for (kind, its_form, language), words in rows.items()
        if (kind, its_form) == (cue, form)
        for word in words
    )
    for (kind, _, language), words in rows.items():
        found = found.replace(f"<{kind}{language}>", f"(?:{_any(words)})")
    return found or "(?!)"


def _any(phrases: Iterable[str]) -> str:
    return "|".join(_spaced(phrase) for phrase in sorted(set(phrases), key=len, reverse=True))


def _spaced(phrase: str) -> str:
    gap = rf"\w+(?:{_BETWEEN}\w+)?"
    return _BETWEEN.join(gap if word == "*" else word for word in _plain(phrase).split())


_OTHERS = OtherVoices(_plain)
