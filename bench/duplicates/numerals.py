"""Numbers as four languages write them: figures, words, and the form of the noun behind them."""

from __future__ import annotations

from dataclasses import dataclass

_NATIVE = {"ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"), "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}
_DECIMAL = {"ar": ".", "en": ".", "fa": ".", "ru": ","}
_AND = {"ar": " و", "en": "-", "fa": " و ", "ru": " "}
_LEAST_SEPARATED = 1000

_UNITS = {
    "ar": "صفر واحد اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده",
    "ru": "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
}
_TENS = {
    "ar": "عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fa": "بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
}
_ARABIC_TEENS = {11: "أحد عشر", 12: "اثني عشر"}
_ARABIC_WITH_FEMININE = ["صفر", "إحدى", "اثنتين", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]


@dataclass(frozen=True, slots=True)
class Noun:
    """Forms of a counted noun. en: one, many; fa: one; ru: 1, 2-4, 5 and more; ar: 3-10, 11-99, hundreds, gender."""

    forms: tuple[str, ...]

    @property
    def is_feminine(self) -> bool:
        """Arabic numbers agree with it."""
        return self.forms[-1] == "feminine"

    def after(self, language: str, count: int) -> str:
        """The form that follows this number."""
        last, last_two = count % 10, count % 100
        if language == "en":
            return self.forms[0 if count == 1 else 1]
        if language == "ar":
            return self.forms[0 if 3 <= last_two <= 10 else 1 if last_two > 10 else 2]
        if language == "ru":
            is_many = 11 <= last_two <= 14 or last == 0 or last >= 5
            return self.forms[2 if is_many else 0 if last == 1 else 1]
        return self.forms[0]


def figure(language: str, value: int, form: str, *, separator: str, native: bool) -> str:
    """The number in digits."""
    text = _digits(language, value, form, separator)
    return text.translate(_NATIVE[language]) if native and language in _NATIVE else text


def in_words(language: str, value: int, noun: Noun) -> str:
    """A number below a hundred as it stands before this noun."""
    if language == "ar" and noun.is_feminine:
        return _with_feminine(value)
    units, tens = _UNITS[language].split(), _TENS[language].split()
    if value < len(units):
        return units[value]
    if language == "ar" and value < 20:
        return _ARABIC_TEENS.get(value, f"{units[value - 10]} عشر")
    ten, unit = tens[value // 10 - 2], value % 10
    if not unit:
        return ten
    pair = (units[unit], ten) if language == "ar" else (ten, units[unit])
    return _AND[language].join(pair)


def _with_feminine(value: int) -> str:
    units = _ARABIC_WITH_FEMININE
    if value < len(units):
        return units[value]
    if value < 20:
        return f"{units[value - 10]} عشرة"
    ten = _TENS["ar"].split()[value // 10 - 2]
    return f"{units[value % 10]} و{ten}" if value % 10 else ten


def _digits(language: str, value: int, form: str, separator: str) -> str:
    if form == "clock":
        return f"{value // 60:02d}:{value % 60:02d}"
    if form == "tenths":
        return f"{value // 10}{_DECIMAL[language]}{value % 10}"
    if form == "hundredths":
        return f"{value // 100}{_DECIMAL[language]}{value % 100:02d}"
    return f"{value:,}".replace(",", separator) if value >= _LEAST_SEPARATED else str(value)
