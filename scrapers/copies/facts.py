"""The facts guard: which facts differ where two aligned texts differ.

A fact is a number, a place or a person's name that stands in the one text where another stands in the other. Words
that were reworded, left out or added are no facts, nor are names in other spellings; and where very much was reworded,
a few facts that seem to differ are chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers.copies.contraries import are_contrary
from scrapers.copies.datelines import differing_datelines
from scrapers.copies.difference import Difference
from scrapers.copies.differing_numbers import differing_numbers
from scrapers.copies.house_style import are_by_habit
from scrapers.copies.names import Surety, name_surety
from scrapers.copies.one_thing import are_one_thing
from scrapers.copies.same_name import are_one_name
from scrapers.copies.uncased import is_uncased, widest_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.copies.aligning import Alignment, Gap
    from scrapers.copies.wording import Wording

_SHORTEST_SUBJECT: Final = 3
_REPLACED: Final = 1.0
_ADDED: Final = 0.34  # or left out
_OF_REWORDING: Final = 0.3
_AGAIN: Final = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the aligned texts tell differently, in the text's order, and where they tell the same."""

    differences: tuple[Difference, ...]
    same: frozenset[int]


def compared(wording: Wording, other: Wording, alignment: Alignment, *, is_same_outlet: bool = False) -> Comparison:
    """Compare what is told; there are no differences where those that seem so are chance."""
    names: list[Difference] = []
    respelled: set[int] = set()
    same: set[int] = set()
    reworded = 0.0
    for gap in alignment.gaps:
        if gap.start < wording.dateline or gap.other_start < other.dateline:
            continue
        words, others = wording.words[gap.start : gap.end], other.words[gap.other_start : gap.other_end]
        if are_contrary(words, others):
            names.append(_named(wording, other, gap))
            continue
        is_name = _is_name(wording, other, gap) and not are_one_thing(words, others)
        if is_name and are_by_habit(words, others):
            same.update(range(gap.start, gap.end))
        elif is_name and are_one_name(words, others):
            respelled.update(range(gap.start, gap.end))
        elif is_name:
            names.append(_named(wording, other, gap))
            continue
        reworded += _REPLACED if gap.end > gap.start and gap.other_end > gap.other_start else _ADDED
    if not names and not respelled:
        names = _only_swap(wording, other, alignment.gaps, is_same_outlet=is_same_outlet)
        reworded -= _REPLACED * len(names)
    # Where names are written in another way, one that seems to be another one may be its name in another language.
    found = [
        *differing_numbers(wording, other, alignment.pairs),
        *differing_datelines(wording, other, is_same_outlet=is_same_outlet),
        *(names if len(names) > len(respelled) else ()),
    ]
    same |= {here for here, there in alignment.pairs if wording.words[here] == other.words[there]}
    is_chance = sum(each.weight for each in found) < _OF_REWORDING * reworded
    return Comparison(() if is_chance else tuple(sorted(found)), frozenset(same | respelled))


def _is_name(wording: Wording, other: Wording, gap: Gap) -> bool:
    length, other_length = gap.end - gap.start, gap.other_end - gap.other_start
    if not length or not other_length or max(length, other_length) > widest_name(wording.words[gap.start]):
        return False
    surety, its = name_surety(wording, gap.start, gap.end), name_surety(other, gap.other_start, gap.other_end)
    least = Surety.POSSIBLE if length == other_length else Surety.PERHAPS
    return max(surety, its) is Surety.SURE and min(surety, its) >= least


def _only_swap(wording: Wording, other: Wording, gaps: Sequence[Gap], *, is_same_outlet: bool) -> list[Difference]:
    """Words that look like no name, but stand for the same ones twice while nothing else is replaced: its subject.

    An outlet whose script shows no names changes nothing else but these in its template.
    """
    replaced = [gap for gap in gaps if gap.end > gap.start and gap.other_end > gap.other_start]
    swapped = {(wording.words[gap.start : gap.end], other.words[gap.other_start : gap.other_end]) for gap in replaced}
    if is_same_outlet and 0 < len(replaced) == len(gaps) <= _AGAIN and all(_is_subject(wording, gap) for gap in gaps):
        return [_named(wording, other, gap) for gap in replaced]
    if len(replaced) < _AGAIN or len(swapped) > 1:
        return []
    if not is_same_outlet and all(_is_in_small_letters(wording, other, gap) for gap in replaced):
        return []
    name, its = next(iter(swapped))
    if max(len(name), len(its)) > widest_name(name[0]) or are_one_name(name, its) or are_one_thing(name, its):
        return []
    return [_named(wording, other, gap) for gap in replaced]


def _is_in_small_letters(wording: Wording, other: Wording, gap: Gap) -> bool:
    """Of a script that shows names: another outlet's synonym or spelling, which its editors put wherever it stands."""
    shown = (*wording.shown[gap.start : gap.end], *other.shown[gap.other_start : gap.other_end])
    return all(word[0].islower() for word in shown)


def _is_subject(wording: Wording, gap: Gap) -> bool:
    words = wording.words[gap.start : gap.end]
    return is_uncased(words[0]) and len(words) <= widest_name(words[0]) and len("".join(words)) >= _SHORTEST_SUBJECT


def _named(wording: Wording, other: Wording, gap: Gap) -> Difference:
    told, elders = wording.shown[gap.start : gap.end], other.shown[gap.other_start : gap.other_end]
    return Difference(gap.start, " ".join(told), " ".join(elders))
