"""A line of text that says when an article was published or changed, and little else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.reading.month_names import MONTHS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGED = (
    "اخر تحديث|تحديث|تم التحديث|اخر تعديل|تعديل|محدث|به ?روز ?رساني|اخرين ويرايش|ويرايش|نويكرايه?وه|نويكردنه?وه|"
    "last updated?|updated?|modified|son guncelleme|guncellen?me|guncellendi|nukirin|rojanekirin|"
    "обновлен[оа]|оновлен[оа]|mis a jour|aktualisiert|עודכן"
)
_PUBLISHED = (
    "تاريخ النشر|تم نشره?ا?|نشرت?|النشر|تاريخ انتشار|زمان انتشار|انتشار|بلاوكرانه?وه|بلاوكراوه?ته?وه|"
    "published|posted|yayi?nlan?ma(?: tarihi)?|yayi?nlandi|yayin tarihi|giris|eklenme|olusturma|wesandin|dirok|"
    "опубликован[оа]|опубліковано|publie|veroffentlicht|פורסם"
)
_LABEL = re.compile(rf"(?<!\w)(?:(?P<changed>{_CHANGED})|(?P<published>{_PUBLISHED}))(?!\w)")
_WEEKDAYS = (
    "السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه شنبه يكشنبه دوشنبه سه چهارشنبه پنجشنبه جمعه "
    "شه ممه شهممه يه كشه ممه دووشه ممه سيشه ممه چوارشه ممه پينجشه ممه ههيني شهممه سيشهممه چوارشهممه پينجشهممه "
    "pazartesi sali carsamba persembe cuma cumartesi pazar dusem sesem carsem pencsem in sem yeksem "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
_AROUND = (
    "في من ل الساعه ساعت يوم تاريخ بتاريخ بتوقيت الموافق مكه المكرمه دمشق بغداد غرينتش م ه ق ظ ب ص "
    "صباحا مساء ظهرا عصرا ليلا گرينويچ تهران كد خبر زمان ماه سال روز tarihi tarih saat am pm at on the of and "
    "utc gmt z t est edt uhr в г года"
)
_KNOWN = frozenset(fold(f"{_WEEKDAYS} {_AROUND}").split()) | {
    word for names in MONTHS.values() for name in names for word in name.split()
}
_AMBIGUOUS = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])\s?[/-]\s?(0?[1-9]|1[0-2])\s?[/-]\s?\d{4}(?!\d)")
_LONGEST = 150
# A place or an agency may stand beside the date; a sentence may not.
_MOST_OTHER_WORDS = 3


@dataclass(frozen=True, slots=True)
class DateLine:
    """A stretch of a line that may hold a date; ``label`` says of what, empty where nothing does."""

    text: str
    label: str


def read_date_line(line: str, *, english: bool) -> Iterator[DateLine]:
    """The stretches of a line that is nothing but dates and what belongs to them.

    In English ``4/5/2025`` is either day or month first, so it is no date.
    """
    text = fold(line[: _LONGEST + 1])
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return
    labels = list(_LABEL.finditer(text))
    starts = [(0, ""), *((match.end(), match.lastgroup or "") for match in labels)]
    ends = [*(match.start() for match in labels), len(text)]
    for (start, label), end in zip(starts, ends, strict=True):
        stretch = text[start:end].strip(" :|-,")
        if stretch and _is_date(stretch, english=english):
            yield DateLine(stretch, label)


def _is_date(text: str, *, english: bool) -> bool:
    others = [word for word in re.findall(r"[^\W\d_]+", text) if word not in _KNOWN]
    if english and (match := _AMBIGUOUS.search(text)) and match[1].lstrip("0") != match[2].lstrip("0"):
        return False
    return len(others) <= _MOST_OTHER_WORDS
