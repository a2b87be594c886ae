"""Numbers in words: what they are worth, in Arabic, Persian, Russian and English, in all the forms that news use."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from scrapers.copies.folding import folded, folded_words

_UNITS: Final = {
    1: "واحد واحدة واحدا یک один одна одно одного одной одну одним одном one",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي دو два две двух двум двумя двое двоих two",
    3: "ثلاث ثلاثة سه три трёх трём тремя трое троих three",
    4: "أربع أربعة چهار четыре четырёх четырём четырьмя четверо четверых four",
    5: "خمس خمسة پنج пять пяти пятью пятеро пятерых five",
    6: "ست ستة شش шесть шести шестью шестеро шестерых six",
    7: "سبع سبعة هفت семь семи семью семеро семерых seven",
    8: "ثمان ثماني ثمانية هشت восемь восьми восемью восьмеро восьмерых eight",
    9: "تسع تسعة نه девять девяти девятью девятеро девятерых nine",
    10: "عشر عشرة ده десять десяти десятью десятеро десятерых ten",
    11: "یازده одиннадцать одиннадцати одиннадцатью eleven",
    12: "دوازده двенадцать двенадцати двенадцатью twelve",
    13: "سیزده тринадцать тринадцати тринадцатью thirteen",
    14: "چهارده четырнадцать четырнадцати четырнадцатью fourteen",
    15: "پانزده пятнадцать пятнадцати пятнадцатью fifteen",
    16: "شانزده шестнадцать шестнадцати шестнадцатью sixteen",
    17: "هفده семнадцать семнадцати семнадцатью seventeen",
    18: "هجده восемнадцать восемнадцати восемнадцатью eighteen",
    19: "نوزده девятнадцать девятнадцати девятнадцатью nineteen",
    20: "عشرون عشرين بیست двадцать двадцати двадцатью twenty",
    30: "ثلاثون ثلاثين سی тридцать тридцати тридцатью thirty",
    40: "أربعون أربعين چهل сорок сорока forty",
    50: "خمسون خمسين پنجاه пятьдесят пятидесяти пятьюдесятью fifty",
    60: "ستون ستين شصت шестьдесят шестидесяти шестьюдесятью sixty",
    70: "سبعون سبعين هفتاد семьдесят семидесяти семьюдесятью seventy",
    80: "ثمانون ثمانين هشتاد восемьдесят восьмидесяти восемьюдесятью eighty",
    90: "تسعون تسعين نود девяносто девяноста ninety",
    100: "مئة مائة صد сто ста",
    200: "مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي دویست двести двухсот",
    300: "ثلاثمئة ثلاثمائة سیصد триста трёхсот",
    400: "أربعمئة أربعمائة چهارصد четыреста четырёхсот",
    500: "خمسمئة خمسمائة پانصد пятьсот пятисот",
    600: "ستمئة ستمائة ششصد шестьсот шестисот",
    700: "سبعمئة سبعمائة هفتصد семьсот семисот",
    800: "ثمانمئة ثمانمائة ثمانيمائة هشتصد восемьсот восьмисот",
    900: "تسعمئة تسعمائة نهصد девятьсот девятисот",
    500_000: "полмиллиона полумиллиона",
}
_SCALES: Final = {
    100: "hundred",
    1_000: "ألف ألفاً آلاف هزار тысяча тысячи тысяч тысячу тысячей тысячам тыс thousand",
    1_000_000: "مليون مليونا ملايين میلیون миллион миллиона миллионов миллиону млн million mln mn",
    1_000_000_000: "مليار مليارا مليارات بليون میلیارد миллиард миллиарда миллиардов млрд billion bn bln",
}


# Two of a scale in one word. With the last letter of a single one in the accusative, it is two where a noun follows.
_DUALS: Final = {
    1_000: "ألفان ألفين ألفي",
    1_000_000: "مليونان مليونين مليوني",
    1_000_000_000: "ملياران مليارين ملياري",
}
_CONSTRUCT_DUALS: Final = {1_000: "ألفا", 1_000_000: "مليونا", 1_000_000_000: "مليارا"}
# Many thousands, unless a number stands before.
_PLURALS: Final = {0: "آلاف ملايين مليارات тысячи тысяч тысячам миллионов миллиардов"}

# What Arabic joins to a number word. Short ones make other words with it, and "the two" is Monday.
_JOINED: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول")
_WITH_ARTICLE: Final = ("ال", "وال", "بال", "لل")
_SHORTEST_JOINED = 3
_MONDAY: Final = folded_words("اثنان اثنين")


def _by_word(table: dict[int, str]) -> dict[str, int]:
    plain = {folded(word): value for value, words in table.items() for word in words.split()}
    joined = {prefix + word: value for word, value in plain.items() for prefix in _prefixes(word)}
    return joined | plain


def _prefixes(word: str) -> tuple[str, ...]:
    if not "\u0600" <= word[0] <= "\u06ff" or len(word) < _SHORTEST_JOINED:
        return ()
    if len(word) == _SHORTEST_JOINED:
        return ("و",)
    return _JOINED if word in _MONDAY else (*_JOINED, *_WITH_ARTICLE)


UNITS: Final = _by_word(_UNITS)
SCALES: Final = _by_word(_SCALES)
DUALS: Final = _by_word(_DUALS)
CONSTRUCT_DUALS: Final = _by_word(_CONSTRUCT_DUALS)
PLURALS: Final = frozenset(_by_word(_PLURALS))
# "About a thousand" has the form of "thousands"; "several thousand" that of a thousand.
GENITIVES: Final = folded_words("тысячи")
BEFORE_GENITIVES: Final = folded_words("около более свыше больше менее порядка до")
VAGUE: Final = folded_words("several few دهها صدها چند چندین")
# Parts of a scale before it, and after it or before it behind "and".
PARTS: Final = {
    folded(word): Decimal(value)
    for value, words in {"0.5": "نصف نیم half", "0.25": "ربع quarter", "1.5": "полтора полторы полутора"}.items()
    for word in words.split()
}
AND_PARTS: Final = {f"و{word}": value for word, value in PARTS.items() if "\u0600" <= word[0] <= "\u06ff"}
BETWEEN_PARTS: Final = folded_words("a of")
# Arabic "ten" as the second half of eleven to nineteen, and the "one" of eleven.
TEENS: Final = folded_words("عشر عشرة")
ELEVENS: Final = folded_words("أحد إحدى وأحد وإحدى")
ANDS: Final = folded_words("and و")
