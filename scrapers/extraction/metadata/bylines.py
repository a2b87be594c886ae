"""Who wrote it: people's and agencies' names, without what stands before them, addresses and the site's own name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.extraction.metadata.record import Said
from scrapers.reading.cleaning import clean_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.extraction.metadata.site_names import SiteNames

_ROLES = (
    r"(?:written |posted |reported |story )?by",
    r"بقلم|كتبت?ه?ا?|إعداد|اعداد|تحرير|الكاتب(?:ة)?|تقرير",
    r"نویسنده|به ?قلم|گزارش(?:گر)?|خبرنگار|تهیه و تنظیم|نووسەر|نووسینی|ئامادەکردنی|ن: ",
    r"yazan|yazar|haber|muhabir|nivîskar|nûçegihan|ji aliyê",
    r"автор(?:ы|и)?|текст|par|von|por|מאת",
)
# For readers of the page by ear, who hear no colon.
_SPOKEN = r"author|الكاتب(?:ة)?|نویسنده"
_PREFIX = re.compile(rf"^(?:{'|'.join(_ROLES)})(?:\s*[:：/|–-]+\s*|\s+)(?=\w)|^(?:{_SPOKEN})\s*[,،]\s*", re.IGNORECASE)
# In a line of the page a verb or a noun may begin a sentence; these words alone, or a colon, tell that it does not.
_LINE_PREFIX = re.compile(
    rf"^(?:by|بقلم|به ?قلم|yazan)\s|^(?:{'|'.join(_ROLES)})\s*[:：/|–-]|^(?:{_SPOKEN})\s*[,،]\s", re.IGNORECASE
)
# Addresses, handles, and years and times of day: a line about the article and not its writer's name.
_NOT_A_NAME = re.compile(r"//|^www\.|@|\.(?:com|net|org)(?:/|$)|\d{4}|\d:\d", re.IGNORECASE)
_ACCOUNTS = frozenset({"admin", "administrator", "root", "webmaster", "superuser", "null", "none", "undefined", "مدير"})
_LONGEST = 100
_MOST = 10


def choose_author(said: Iterable[Said[list[str]]], names: SiteNames) -> Said[str] | None:
    """The writers, joined by commas, that the first place with any names; accounts and the site itself are none."""
    for each in said:
        writers = dict.fromkeys(filter(None, (_writer(name, names) for name in each.value)))
        if writers:
            return Said(", ".join(list(writers)[:_MOST]), each.origin)
    return None


def is_byline(line: str) -> bool:
    """Whether a line near the headline begins as bylines do; a colon has to tell ``كتب:`` from a sentence."""
    match = _LINE_PREFIX.match(line)
    return match is not None and len(line) <= _LONGEST and not line.endswith((".", "؟", "?", "!"))


def _writer(raw: str, names: SiteNames) -> str:
    name = _PREFIX.sub("", clean_title(raw)).strip(" ,،;:|-–")
    unwanted = not name or len(name) > _LONGEST or _NOT_A_NAME.search(name) or names.include(name)
    return "" if unwanted or name.casefold() in _ACCOUNTS else name
