"""How far a date's clock is from UTC, by what stands after the time."""

from __future__ import annotations

import re
from datetime import timedelta

_ARABIA_HOURS = 3
_WIDEST = timedelta(hours=14)
_NUMERIC = re.compile(r"(?:(?:utc|gmt)\s?([+-])\s?(\d{1,2})|([+-])(\d{2}|\d(?=\d\d(?!\d)|$))):?([0-5]\d)?(?!\d)")
_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "غرينتش": 0, "جرينتش": 0, "غرينيتش": 0,
    "bst": 1, "west": 1, "cet": 1, "تونس": 1, "cest": 2, "eet": 2, "cat": 2,
    "eest": 3, "idt": 3, "msk": 3, "мск": 3, "trt": 3, "tsi": 3, "eat": 3, "ksa": 3,
    "مكه": 3, "السعوديه": 3, "الرياض": 3, "بغداد": 3, "دمشق": 3, "الدوحه": 3, "الكويت": 3, "صنعاء": 3, "الجزائر": 1,
    "irst": 3.5, "gst": 4, "aft": 4.5, "pkt": 5,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "adt": -3, "ast": -4,
}  # fmt: skip
_NAME = re.compile("[a-z]{1,5}|" + "|".join(name for name in _HOURS if not name.isascii()))


def offset_of(folded: str, *, arabic: bool) -> timedelta:
    """The offset that a folded text after a time begins with; none where it names no zone.

    ``AST`` is Arabia Standard Time (+03:00) in an Arabic feed and Atlantic Standard Time (-04:00) elsewhere.
    """
    text = folded.removeprefix("بتوقيت ").lstrip("( ")
    if match := _NUMERIC.match(text):
        span = timedelta(hours=int(match[2] or match[4]), minutes=int(match[5] or 0))
        if span > _WIDEST:
            return timedelta(0)
        return -span if "-" in (match[1], match[3]) else span
    name = _NAME.match(text)
    if name is None:
        return timedelta(0)
    if arabic and name[0] == "ast":
        return timedelta(hours=_ARABIA_HOURS)
    return timedelta(hours=_HOURS.get(name[0], 0))
