"""The words by which a number is known to count something, or to tell when."""

from __future__ import annotations

from typing import Final

from scrapers.copies.folding import folded_words
from scrapers.extraction.metadata.date_lines import AGO
from scrapers.reading.month_names import MONTHS

_HEBREW_IN = "ב"
_NAMES = [name.split()[0] for names in MONTHS.values() for name in names]
MONTH_NAMES: Final = folded_words(*_NAMES, *(f"{_HEBREW_IN}{name}" for name in _NAMES if "א" <= name[0] <= "ת"))
# Before a number of four digits of any calendar, and before one that may be a year of ours.
BEFORE_CERTAIN_YEARS: Final = MONTH_NAMES | folded_words(
    "عام سنة لعام العام بعام وعام لسنة سال года году год годы year"
)
BEFORE_YEARS: Final = BEFORE_CERTAIN_YEARS | folded_words("منذ في در since in yılı")
# What news counts, and what became of it: "2000 displaced" is no year, "March 12 people" no day.
COUNTED_NOUNS: Final = folded_words(
    "people persons men women children civilians soldiers fighters families homes houses displaced refugees migrants",
    "killed dead died injured wounded missing arrested detained protesters prisoners troops tonnes tons dollars euros",
    "قتيل قتيلا قتلى قتلوا جريح جريحا جرحى شهيد شهيدا شهداء مصاب مصابا مصابين شخص شخصا أشخاص مدني مدنيا مدنيين",
    "نازح نازحا نازحين لاجئ لاجئا لاجئين مهاجر مهاجرا عائلة أسرة طفل طفلا أطفال امرأة جندي جنديا مقاتل مقاتلا مفقود",
    "مفقودا معتقل معتقلا أسير أسيرا منزل منزلا خيمة دولار طن طنا",
    "человек человека людей мирных жителей погибших погибли погиб раненых ранены военных солдат детей женщин беженцев",
    "переселенцев семей домов тонн долларов рублей задержанных пленных убитых убиты",
    "نفر تن کشته زخمی مجروح آواره پناهجو پناهنده خانوار خانواده کودک زن سرباز غیرنظامی خانه دلار",
    "kişi kişinin insan ölü yaralı sivil asker çocuk kadın aile ev göçmen mülteci şehit öldü yaralandı öldürüldü dolar",
)
AGES: Final = AGO | folded_words("ساعتين دقيقتين часа часов минут минуты минуту дня дней хвилин годин")
BEFORE_AGES: Final = folded_words("منذ قبل לפני")
AFTER_AGES: Final = folded_words("ago назад тому پیش قبل önce")
CLOCKS: Final = folded_words("الساعة للساعة بالساعة والساعة ساعت saat")
BEFORE_HOURS: Final = folded_words("в к о об")
HOURS: Final = folded_words("час часа часов часам утра вечера ночи дня годині годину годин")
ONES: Final = folded_words("one один одна одно одного одной одну одним одном واحد واحدة یک")
AFTER_ARTICLES: Final = folded_words("of another must should can из مقام منبع سخنگوی گزارش بیانیه بار روز دیگر")
BEFORE_ARTICLES: Final = folded_words("no any every some each this that which ни")
WEEKDAY: Final = folded_words("شنبه")
BEHIND_MAY: Final = folded_words("have be")  # then it is no month
