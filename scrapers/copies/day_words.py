"""The days of the week and the parts of a day: one outlet's report with another one in the same place is of other news.

Other outlets name the day of the same news otherwise: by "yesterday", or by where they are. A language is a line of
day_words.tsv: its code, the days from Monday on, then dawn, morning, noon, evening and night, with ``|`` between the
forms of one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.difference import Difference
from scrapers.copies.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from scrapers.copies.aligning import Alignment
    from scrapers.copies.wording import Wording

_TABLE: Final = Path(__file__).with_name("day_words.tsv")
_WEEKDAYS: Final = 7


def differing_days(wording: Wording, other: Wording, alignment: Alignment) -> tuple[Difference, ...]:
    """Where the one names another day, or part of it, than the other in the same place."""
    found = []
    for gap in alignment.gaps:
        words, others = wording.words[gap.start : gap.end], other.words[gap.other_start : gap.other_end]
        if any(_differ(known, words, others) for known in (WEEKDAYS, PARTS)):
            told, elders = wording.shown[gap.start : gap.end], other.shown[gap.other_start : gap.other_end]
            found.append(Difference(gap.start, " ".join(told), " ".join(elders)))
    return tuple(found)


def _differ(known: Mapping[str, int], words: Sequence[str], others: Sequence[str]) -> bool:
    here, there = _named(known, words), _named(known, others)
    return bool(here and there) and here.isdisjoint(there)


def _named(known: Mapping[str, int], words: Sequence[str]) -> AbstractSet[int]:
    return {known[word] for word in words if word in known}


def _read() -> tuple[dict[str, int], dict[str, int]]:
    days: dict[str, int] = {}
    parts: dict[str, int] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        for number, forms in enumerate(line.split("\t")[1:]):
            words = {wording_of(form).words[-1]: number for form in forms.split("|")}
            (days if number < _WEEKDAYS else parts).update(words)
    return days, parts


# By each of their words as it is compared: the number of the day from Monday on, and of the part of a day.
WEEKDAYS, PARTS = _read()
