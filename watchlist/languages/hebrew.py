"""Hebrew: the prefixes ו, ש and its compounds, ב כ ל מ, ה, in this order; at least two letters stay of a whole name.

After ב כ ל the article ה of a name falls, and after any prefix its ו as a consonant is doubled or not.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from watchlist.languages.language import Language, Reading, words
from watchlist.text.characters import Script

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDER = [("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "כ", "ל", "מ"), ("", "ה")]
_PREFIXES = frozenset("".join(parts) for parts in product(*_ORDER)) - {""}
_LONGEST = max(map(len, _PREFIXES))
_SHORTEST_NAME = 2
_TAKE_THE_ARTICLE = frozenset("בכל")

# With ב כ ל these make other words and phrases of every day: ``בארץ`` is no mention of הארץ, ``בפועל`` none of הפועל.
_IDIOMATIC = words(
    """
    אדם אור איש אישה אמת אתר ארץ בוקר בית בסיס בסוף גוף גיל דעת דרך הר זמן חוף חודש חופש חזית חיים חלק טבע טוב
    יום יחס ילד ים כבוד כוח כיוון כלל כסף לב לילה מטרה מים מקום מקרה מחיר סדר סוף ספר סרט עבודה עבר עולם עיר
    עצם ערב עתיד פועל פנים צורך קו קצב ראש ראשון רוב רוח רחוב רגע שבוע שביל שורה שוק שטח שיר שלב שלום שנה תוך תור
    """
)

# Words of every day that look like a prefix and a name: ``כבר``, ``מים``, after others too; ``לבן גוריון`` has one.
_WHOLE_WORDS = words(
    """
    באב באה באו באי באר באש בבת בגן בדם בהם בהן בוא בול בזה בחורה בחירות בחר בטח ביד ביי ביל בכור בכך בכל בכלל
    בלא בלב בלה בלי בליון בלימה במה במי בנה בנו בני בנים בנק בסך בעד בעל בעת בפועל בצד בצל בקו בקר ברק בשינוי
    בשל בשם בשר בתו בתי בתל האב האח האי האל האם האש הבא הבן הבת הגב הגדרה הגז הגן הדם הדר הדת הוד הון החג החי
    החל הטבע היד היה היו היי היינה הכי הכל הלא הלאה הלאומי הלב הלך הלל המזרחי המס הנה העל העם העץ העת הפה הפך
    הצד הקו הרב הרי הריגה הרע השינוי השם השר ואז ואי ואל ואם ואף ואת ובה ובו ובין ובית ובכך ובכל ובכן ובלי ובני
    ובעל וגם והוא והיא והיה והיו והכל והם והן והנה וזה וזו ויש וכבר וכו וכי וכיוון וכך וכל וכמה וכמו וכן ולא ולו
    ולכל וללא ולמה ולתת ומאז ומה ומי ומשם ומתן ועד ועל ועם ורק ושאר ושוב ושם ושני כאב כאן כבד כבר כבש כדי כהים
    כהן כהנים כוח כוחו כול כוס כזה כזו כיף ככה ככל ככלל כלא כלב כלי כמה כמו כמי כנס כסף כעת כפולה כפי כפר כרך
    כשהוא כשהיא כשהם כשר כשרה כתב לאו לאט לאל לאן לאף לבד לבן לגרש להגן להלן להם להן להקל לווין לוח לוי לוין
    לורן לזה לחם לחץ ליד ליל לכו לכי לכך לכל לכם לכת ללא למד למה למי לנו לעם לעת לפה לפי לצד לקום לקח לרב לשינוי
    לשלם לשם לשר לתל לתת מאגר מאד מאה מאזן מאי מאת מבט מברק מגן מגנט מגע מגרש מדד מדובר מדי מדע מהו מהווה מהי
    מהיר מהלך מהם מהן מהר מוח מור מורשה מות מזג מזה מזל מחר מטבע מטה מטר מיד מים מין מכה מכור מכך מכל מכלל מכם
    מכן מכר מלא מלאה מלח מליון מלך ממה ממוקד ממך ממש מנה מנת מסך מסע מסר מעט מעל מפה מפי מצא מצב מצד מקדימה
    מקורו מקס מרואן מרי מרץ מרק משא משאל משבר משה משהו משום משחק משך משל משלו משלי משלים משלימה משלם משם משמאל
    משמר משמש משנה משני משנת משפט משקל משרה מתה מתו מתח מתי מתן שאי שאל שאם שאף שאר שאת שבא שבה שבהם שבהן שבו
    שבוע שבט שבי שבין שבכל שבכלל שבע שבעה שבר שבת שגם שדה שהוא שהיא שהיה שהיו שהכל שהם שהן שהרי שוב שווה שום שוק
    שזה שזו שחורה שחר שטח שיא שיח שיט שים שיר שיש שכבר שכל שכן שכנים שכר שכתב שלא שלב שלה שלהם שלהן שלו שלווה
    שלוש שלח שלחו שלט שלי שליח שליט שלימה שלך שלכם שלם שלמה שלנו שמא שמאל שמדובר שמה שמו שמות שמח שמחה שמי שמים
    שמך שמן שמע שמעו שמר שמש שמת שמתי שני שנת שעד שעה שעל שער שעת שפה שפת שקט שקל שקר שרה שרי שרק שרת ששם ששת
    שתי
    בהווה הווה משנים שמנים מחמד בקירוב מסירת
    """
)


def readings(form: str) -> Iterator[Reading]:
    """The token without each prefix it may carry: ``ושבחיפה`` as ``חיפה``, ``בכנסת`` as ``הכנסת`` too."""
    alone = form not in _WHOLE_WORDS
    for length in range(1, min(_LONGEST, len(form) - 1) + 1):
        if form[:length] not in _PREFIXES:
            continue
        rest = form[length:]
        yield from _begun(form, length, "", alone=alone and len(rest) >= _SHORTEST_NAME)
        if form[length - 1] in _TAKE_THE_ARTICLE:
            yield from _begun(form, length, "ה", alone=alone and len(rest) > _SHORTEST_NAME and rest not in _IDIOMATIC)
        alone = alone and rest not in _WHOLE_WORDS


def _begun(form: str, cut: int, lead: str, *, alone: bool) -> Iterator[Reading]:
    """The rest of a token, also with its first ו as the other spelling has it: ``בוורשה``, ``בושינגטון``."""
    yield Reading(cut, lead, alone)
    if form[cut] == "ו":
        doubled = form[cut + 1 : cut + 2] == "ו"
        yield Reading(cut + 1, lead, alone) if doubled else Reading(cut, lead + "ו", alone)


_COMMON_WORDS = words(
    """
    הארץ כיוון האלה האלו הזה הזאת הזו מאוד היום השנה הממשלה השבוע כאשר כאילו ולכן לכן מכאן מעבר מדינה מקום
    מאז מול משרד בית בין ביום בעיה במהלך בגלל ברור כלל כמובן למרות לפני לאחר שלום שעות שנים שנה שר הוא היא
    הם המון ושל של המצרים
    """
)

_CUES = {
    "place": words(
        """
        עיר העיר כפר הכפר מחוז אזור באזור בעיר בכפר עיירה שכונת
        """
    ),
    "actor": words(
        """
        ארגון תנועת מיליציה מיליציות כוחות לוחמי מפלגת
        """
    ),
}

HEBREW = Language("he", Script.HEBREW, readings, _COMMON_WORDS, cues=_CUES)
