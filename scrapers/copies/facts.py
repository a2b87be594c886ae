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
from scrapers.copies.respelling import are_respellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.copies.aligning import Alignment, Gap
    from scrapers.copies.wording import Wording

_NEAR: Final = 5
_WIDEST_NAME: Final = 4
_CLEAR_NUMBER: Final = 3.0  # between the same words on both sides: chance puts no number there
_OTHER_FACT: Final = 1.0
_REPLACED: Final = 1.0
_ADDED: Final = 0.5  # or left out
_OF_REWORDING: Final = 0.3


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A fact that differs: the position of its first word in the text, as it is ``told`` there, and the elder's."""

    at: int
    told: str
    elders: str
    weight: float


def differences(wording: Wording, other: Wording, alignment: Alignment) -> list[Difference]:
    """The facts that differ, in the text's order; none where they are chance."""
    found = [*_numbers(wording, other, alignment.pairs)]
    reworded = 0.0
    for gap in alignment.gaps:
        if named := _name(wording, other, gap):
            found.append(named)
        else:
            is_replaced = gap.end > gap.start and gap.other_end > gap.other_start
            reworded += _REPLACED if is_replaced else _ADDED
    if sum(each.weight for each in found) < _OF_REWORDING * reworded:
        return []
    return sorted(found)


def _numbers(wording: Wording, other: Wording, pairs: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    aligned = frozenset(pairs)
    words, others = frozenset(wording.words), frozenset(other.words)
    for here, there in pairs:
        number, its = wording.words[here], other.words[there]
        if number == its or (number in others and its in words):
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


def _name(wording: Wording, other: Wording, gap: Gap) -> Difference | None:
    if not 0 < gap.end - gap.start <= _WIDEST_NAME or not 0 < gap.other_end - gap.other_start <= _WIDEST_NAME:
        return None
    sureties = name_surety(wording, gap.start, gap.end), name_surety(other, gap.other_start, gap.other_end)
    is_as_long = gap.end - gap.start == gap.other_end - gap.other_start
    if min(sureties) is Surety.NONE or max(sureties) is Surety.PERHAPS:
        return None
    if min(sureties) is Surety.PERHAPS and not is_as_long:
        return None
    name, its = wording.words[gap.start : gap.end], other.words[gap.other_start : gap.other_end]
    if are_respellings("".join(name), "".join(its)) or _is_short_for(name, its) or _is_short_for(its, name):
        return None
    told, elders = wording.shown[gap.start : gap.end], other.shown[gap.other_start : gap.other_end]
    return Difference(gap.start, " ".join(told), " ".join(elders), _OTHER_FACT)


def _is_short_for(name: Sequence[str], other: Sequence[str]) -> bool:
    """The initials of the other, or some of its words."""
    return (len(name) == 1 and name[0] == "".join(word[0] for word in other)) or set(name) < set(other)
