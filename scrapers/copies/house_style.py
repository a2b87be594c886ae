"""What outlets call one country or body by habit: initials with points, without them, in full, its people's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.copies.contraries import meaning
from scrapers.copies.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

# Countries that have several names.
_NAMES: Final = (
    (
        "usa us america american united_states united_states_of_america сша соединенные_штаты أمريكا الولايات_المتحدة"
        " الولايات_المتحدة_الأمريكية آمریکا ایالات_متحده"
    ),
    "uk britain british great_britain united_kingdom великобритания بريطانيا المملكة_المتحدة بریتانیا انگلیس انگلستان",
    "uae emirates united_arab_emirates оаэ الإمارات دولة_الإمارات الإمارات_العربية_المتحدة امارات",
    "netherlands holland нидерланды голландия هولندا",
    "turkey turkiye",
    "myanmar burma",
)
_NATIONS: Final = {
    tuple(map(folded, name.split("_"))): nation for nation, names in enumerate(_NAMES) for name in names.split()
}
_AMERICA: Final = 0  # has many forms, told by contraries.tsv


def are_by_habit(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of both, as they are compared, are one country or body, each in its outlet's way."""
    name, other = initials_joined(name), initials_joined(other)
    return name == other or _are_initials(name, other) or _are_initials(other, name) or _are_one_nation(name, other)


def initials_joined(name: Sequence[str]) -> tuple[str, ...]:
    """Letters that stand alone are one word: "U.S." is "US"."""
    if all(len(word) > 1 for word in name):
        return tuple(name)
    joined: list[str] = []
    is_letter = False
    for word in name:
        if is_letter and len(word) == 1:
            joined[-1] += word
        else:
            joined.append(word)
        is_letter = len(word) == 1
    return tuple(joined)


def _are_initials(name: Sequence[str], other: Sequence[str]) -> bool:
    return len(name) == 1 and len(other) > 1 and name[0] == "".join(word[0] for word in other)


def _are_one_nation(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    nation = _NATIONS.get(name)
    if nation is not None and nation == _NATIONS.get(other):
        return True
    meant = _meant(name)
    return meant is not None and meant == _meant(other)


def _meant(name: tuple[str, ...]) -> tuple[str, str] | None:
    if _NATIONS.get(name) == _AMERICA:
        return meaning("america")
    return meaning(name[0]) if len(name) == 1 else None
