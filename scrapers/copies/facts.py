"""The facts guard: which facts differ where two aligned texts differ.

A fact is a number, a place or a person's name that stands in the one text where another stands in the other. Words
that were reworded, left out or added are no facts, nor are names in other spellings; and where very much was reworded,
a few facts that seem to differ are chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded
from scrapers.copies.names import Surety, name_surety
from scrapers.copies.same_name import are_one_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.copies.aligning import Alignment, Gap
    from scrapers.copies.wording import Wording

_NEAR: Final = 5
_WIDEST_NAME: Final = 4
_CLEAR_NUMBER: Final = 8.0  # between the same words on both sides: chance puts no number there
_OTHER_FACT: Final = 1.0
_REPLACED: Final = 1.0
_ADDED: Final = 0.34  # or left out
_OF_REWORDING: Final = 0.3
_AGAIN: Final = 2


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A fact that differs: the position of its first word in the text, as it is ``told`` there, and the elder's."""

    at: int
    told: str
    elders: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the aligned texts tell differently, in the text's order, and where they tell the same."""

    differences: tuple[Difference, ...]
    same: frozenset[int]


def compared(wording: Wording, other: Wording, alignment: Alignment) -> Comparison:
    """Compare what is told; there are no differences where those that seem so are chance."""
    names: list[Difference] = []
    respelled: set[int] = set()
    reworded = 0.0
    for gap in alignment.gaps:
        if gap.start < wording.dateline or gap.other_start < other.dateline:
            continue
        is_name = _is_name(wording, other, gap)
        if is_name and are_one_name(wording.words[gap.start : gap.end], other.words[gap.other_start : gap.other_end]):
            respelled.update(range(gap.start, gap.end))
        elif is_name:
            names.append(_named(wording, other, gap))
            continue
        reworded += _REPLACED if gap.end > gap.start and gap.other_end > gap.other_start else _ADDED
    if not names and not respelled:
        names = _only_swap(wording, other, alignment.gaps)
        reworded -= _REPLACED * len(names)
    # Where names are written in another way, one that seems to be another one may be its name in another language.
    found = [*_numbers(wording, other, alignment.pairs), *(names if len(names) > len(respelled) else ())]
    equal = {here for here, there in alignment.pairs if wording.words[here] == other.words[there]}
    is_chance = sum(each.weight for each in found) < _OF_REWORDING * reworded
    return Comparison(() if is_chance else tuple(sorted(found)), frozenset(equal | respelled))


def _numbers(wording: Wording, other: Wording, pairs: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    aligned = frozenset(pairs)
    differing = [(here, there) for here, there in pairs if wording.words[here] != other.words[there]]
    told, elders = {wording.words[here] for here, _ in differing}, {other.words[there] for _, there in differing}
    for here, there in differing:
        number, its = wording.words[here], other.words[there]
        if here < wording.dateline or there < other.dateline or (number in elders and its in told):
            continue
        if _stands_near(number, other, there) or _stands_near(its, wording, here):
            continue
        if not _is_part(wording.shown[here], other.shown[there]):
            is_clear = (here - 1, there - 1) in aligned and (here + 1, there + 1) in aligned
            weight = _CLEAR_NUMBER if is_clear else _OTHER_FACT
            yield Difference(here, wording.shown[here], other.shown[there], weight)


def _stands_near(number: str, wording: Wording, at: int) -> bool:
    """One of several numbers was left out, so that the others moved up."""
    return number in wording.words[max(0, at - _NEAR) : at + _NEAR + 1]


def _is_part(shown: str, other: str) -> bool:
    """Of a number in words one word was left out."""
    words, others = set(map(folded, shown.split())), set(map(folded, other.split()))
    return len(words | others) > 1 and (words < others or others < words)


def _is_name(wording: Wording, other: Wording, gap: Gap) -> bool:
    length, other_length = gap.end - gap.start, gap.other_end - gap.other_start
    if not 0 < length <= _WIDEST_NAME or not 0 < other_length <= _WIDEST_NAME:
        return False
    surety, its = name_surety(wording, gap.start, gap.end), name_surety(other, gap.other_start, gap.other_end)
    least = Surety.POSSIBLE if length == other_length else Surety.PERHAPS
    return max(surety, its) is Surety.SURE and min(surety, its) >= least


def _only_swap(wording: Wording, other: Wording, gaps: Sequence[Gap]) -> list[Difference]:
    """Words that look like no name, but stand for the same ones twice while nothing else is replaced: its subject."""
    replaced = [gap for gap in gaps if gap.end > gap.start and gap.other_end > gap.other_start]
    swapped = {(wording.words[gap.start : gap.end], other.words[gap.other_start : gap.other_end]) for gap in replaced}
    if len(replaced) < _AGAIN or len(swapped) > 1:
        return []
    name, its = next(iter(swapped))
    if max(len(name), len(its)) > _WIDEST_NAME or are_one_name(name, its):
        return []
    return [_named(wording, other, gap) for gap in replaced]


def _named(wording: Wording, other: Wording, gap: Gap) -> Difference:
    told, elders = wording.shown[gap.start : gap.end], other.shown[gap.other_start : gap.other_end]
    return Difference(gap.start, " ".join(told), " ".join(elders), _OTHER_FACT)
