"""How Arabic counts one and two without a number: "شخصين" are two, and "مقتل شخص" is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded, folded_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# Those whose plural has another form than the dual, and those that have the same in one case.
_NOUNS: Final = (
    "شخص جندي طفل قتيل جريح شهيد منزل عنصر ضابط شاب رجل صاروخ طالب أسير راكب طفلة امرأة عائلة أسرة سيارة"
    " قذيفة غارة طالبة فتاة سيدة جثة طائرة مسيرة قنبلة دبابة"
)
_OF_ONE_DUAL: Final = (
    "مدني مقاتل مسلح مصاب نازح لاجئ مهاجر معتقل مفقود صحفي شرطي مسعف متظاهر مستوطن فلسطيني سوري عامل قيادي مواطن"
)
_TA_MARBUTA: Final = "ة"
_JOINED: Final = ("", "و", "ب", "ل", "ال", "وال", "بال", "لل")


def _duals(noun: str) -> tuple[str, ...]:
    stem = noun.removesuffix(_TA_MARBUTA) + "ت" if noun.endswith(_TA_MARBUTA) else noun
    return (f"{stem}ان",) if noun in _OF_ONE_DUAL.split() else (f"{stem}ان", f"{stem}ين")


_ALL: Final = (*_NOUNS.split(), *_OF_ONE_DUAL.split())
TWO: Final = frozenset(joined + folded(dual) for noun in _ALL for dual in _duals(noun) for joined in _JOINED)
ONE: Final = folded_words(*_ALL) | folded_words("شخصا جنديا طفلا قتيلا شابا رجلا عنصرا مدنيا مقاتلا مسلحا")
BEFORE_ONE: Final = folded_words(
    "مقتل قتل قتلت ومقتل وقتل إصابة وإصابة أصيب وأصيب وفاة ووفاة استشهاد واستشهاد استشهد واستشهد مصرع ومصرع اعتقال",
    "واعتقال اعتقل جرح وجرح خطف واختطاف اختطاف اغتيال واغتيال بمقتل بإصابة بوفاة",
)
IN_WORDS: Final = {
    "1": folded_words("واحد واحدة واحدا"),
    "2": folded_words("اثنان اثنين اثنتان اثنتين"),
}


def counted_form_at(words: Sequence[str], start: int) -> tuple[str, int]:
    """The one or two that the noun's form alone tells, and where they end; ends at ``start`` if there are none."""
    if words[start] in TWO:
        numeral = "2"
    elif words[start] in ONE and start and words[start - 1] in BEFORE_ONE:
        numeral = "1"
    else:
        return "", start
    again = start + 1 < len(words) and words[start + 1] in IN_WORDS[numeral]
    return numeral, start + 1 + int(again)
