"""What two datelines tell differently: "IDLIB (AP) -" and "HAMA (AP) -", "Three dead:" and "Nine dead:".

Other outlets put their own desk and agency before the same report. So another place is a fact only where both name an
agency beside it, neither place is one where outlets have desks, and no text tells either of them further on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.difference import Difference
from scrapers.copies.figure_words import COUNTED_NOUNS, MONTH_NAMES
from scrapers.copies.folding import folded_words
from scrapers.copies.names import Surety, is_arabic, name_surety
from scrapers.copies.respelling import are_respellings
from scrapers.copies.same_name import are_one_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.copies.wording import Wording

_BUREAUS: Final = Path(__file__).with_name("bureau_cities.tsv")
_AGENCIES: Final = folded_words(
    "reuters ap afp dpa upi tass xinhua anadolu aa sana wafa irna isna agencies agency news press staff efe ansa",
    "رويترز وكالات وكالة الوكالات أف ب أ ف د الأناضول سانا وفا واع سبأ شينخوا تاس متابعات خاص أنباء مراسل وام قنا بترا",
    "رویترز خبرگزاری خبرگزاریها آسوشیتدپرس ایرنا ایسنا تسنیم فارس مهر",
    "рейтер афп тасс итар риа агентства интерфакс унн укринформ уніан новости пресс информ",
    "ajansı haber aa iha dha anka הסוכנויות רויטרס סוכנויות",
)
_NEAR: Final = 3
_WIDEST_PLACE: Final = 3
_BEGINNING: Final = 600


def differing_datelines(wording: Wording, other: Wording, *, is_same_outlet: bool) -> Iterator[Difference]:
    """The places, or the figures, that stand before what both tell."""
    if not wording.dateline or not other.dateline:
        return
    place, its = _place(wording), _place(other)
    if place and its and not are_one_name(place, its):
        is_fact = is_same_outlet or (_is_of_agency(wording) and _is_of_agency(other))
        if is_fact and (is_same_outlet or not _is_desk(wording, other, (place, its))):
            yield Difference(0, " ".join(wording.shown[: len(place)]), " ".join(other.shown[: len(its)]))
    yield from _figures(wording, other)


def _place(wording: Wording) -> tuple[str, ...]:
    """The words before the first sign; none where they are an agency's name, a date, or no name at all."""
    words = wording.words[: wording.place]
    is_none = any(word in _AGENCIES or word in MONTH_NAMES or word[0].isdecimal() for word in words)
    return () if is_none or not 0 < len(words) <= _WIDEST_PLACE or not _is_name(wording) else words


def _is_name(wording: Wording) -> bool:
    if is_arabic(wording.words[0]):
        return name_surety(wording, 0, wording.place) is not Surety.NONE
    return all(word[0].isupper() or not word[0].islower() for word in wording.shown[: wording.place])


def _is_of_agency(wording: Wording) -> bool:
    behind = wording.words[wording.place : max(wording.dateline, wording.place + 1) + _NEAR]
    return wording.dateline > wording.place or not _AGENCIES.isdisjoint(behind)


def _is_desk(wording: Wording, other: Wording, places: tuple[tuple[str, ...], ...]) -> bool:
    if any(" ".join(place) in _bureaus() for place in places):
        return True
    words = {*wording.words[wording.dateline : _BEGINNING], *other.words[other.dateline : _BEGINNING]}
    return any(all(_is_told(name, words) for name in place) for place in places)


def _is_told(name: str, words: set[str]) -> bool:
    return name in words or any(are_respellings(name, word) for word in words if name[:1] in word[:2])


@cache
def _bureaus() -> frozenset[str]:
    return frozenset(_BUREAUS.read_text(encoding="utf-8").splitlines())


def _figures(wording: Wording, other: Wording) -> Iterator[Difference]:
    """The numbers of what was hit or hurt, in the same words."""
    counted, others = (dict(_counted(each)) for each in (wording, other))
    for noun in counted.keys() & others.keys():
        here, there = counted[noun], others[noun]
        if wording.words[here] != other.words[there]:
            yield Difference(here, wording.shown[here], other.shown[there])


def _counted(wording: Wording) -> Iterator[tuple[str, int]]:
    for at, word in enumerate(wording.words[1 : wording.dateline]):
        if word in COUNTED_NOUNS and wording.words[at][0].isdecimal():
            yield word, at
