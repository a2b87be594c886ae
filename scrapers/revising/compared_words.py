"""The words by which versions of a text are compared: without times, dates and counters, that change by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.extraction.date_stamps import is_date_line
from scrapers.normal_words import normal_words
from scrapers.reading.month_names import MONTHS, fold
from scrapers.revising.counted_words import COUNTED_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A clock time with what belongs to it, or a date in numbers.
_TIMES = re.compile(
    r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?!\d)(?:\s?(?:[ap]\.?m\b\.?|[صم](?!\w)))?"
    r"|(?<![\d/.-])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\d/.-]\d)",
    re.IGNORECASE,
)
_AGES_AND_IDS = re.compile(
    r"#[0-9a-f]{3,12}(?!\w)"
    r"|(?<!\w)\d{1,3}\s?[^\W\d]{1,10}\s(?:ago|назад|тому|önce|پیش)(?!\w)"
    r"|(?<!\w)(?:منذ|قبل|לפני)\s\d{1,3}\s[^\W\d]{1,10}",
    re.IGNORECASE,
)
# Digits of another script, marks of direction, and what no reader sees.
_ONE_FORM = {
    **{0x660 + digit: str(digit) for digit in range(10)},
    **{0x6F0 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys((0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))),
}
_LONGEST_MONTH = 20
_MONTH_WORDS = frozenset(word for names in MONTHS.values() for name in names for word in name.split())


def compared_words(text: str) -> list[str]:
    """The normal words of a text, a line after the other."""
    lines = (line for line in text.translate(_ONE_FORM).split("\n") if not is_date_line(line))
    return [word for line in lines for word in _without_numbers(normal_words(_TIMES.sub(" ", line)))]


def lasting_words(title: str) -> list[str]:
    """The words of a title without all that may count by itself: numbers, ages and marks like ``#8a7f``."""
    words = normal_words(_TIMES.sub(" ", _AGES_AND_IDS.sub(" ", title.translate(_ONE_FORM))))
    return [word for word in words if word not in COUNTED_WORDS and not any(sign.isdigit() for sign in word)]


def _without_numbers(words: Sequence[str]) -> Iterator[str]:
    """Without numbers that stand beside what is counted, without days, months and years that stand together."""
    runs = list(_runs(words))
    for place, (is_number, run) in enumerate(runs):
        before = runs[place - 1][1][-1] if place else ""
        after = runs[place + 1][1][0] if place + 1 < len(runs) else ""
        if not is_number:
            yield from _between(run, behind=place > 0, ahead=place + 1 < len(runs))
        elif not _is_beside(before) and not _is_beside(after):
            yield from run


def _is_beside(word: str) -> bool:
    return word in COUNTED_WORDS or _is_month(word)


def _runs(words: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """The words in stretches of numbers and of others."""
    run: list[str] = []
    for word in words:
        if run and run[0].isdigit() != word.isdigit():
            yield run[0].isdigit(), run
            run = []
        run.append(word)
    if run:
        yield run[0].isdigit(), run


def _between(run: list[str], *, behind: bool, ahead: bool) -> list[str]:
    """The words between two numbers without what belongs to those; ``behind``: there is one before them."""
    start, end = 0, len(run)
    while behind and start < end and _is_beside(run[start]):
        start += 1
    while ahead and start < end and _is_beside(run[end - 1]):
        end -= 1
    return run[start:end]


def _is_month(word: str) -> bool:
    return len(word) <= _LONGEST_MONTH and fold(word) in _MONTH_WORDS
