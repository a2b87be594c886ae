"""Persian: the plural ها with what follows it, and the linking ی after ا or a silent ه; a bare ی makes another word.

``ایرانی`` is an Iranian, not Iran. What U+200C joins is a word of its own here, so only that it may stand beside the
name must be known: ``می‌کرد`` is not the name ``کرد``.
"""

from __future__ import annotations

import re

from watchlist.languages.language import Ended, Language, joints, words
from watchlist.text.characters import Script
from watchlist.text.normal_form import normal_form

_PLURAL = re.compile(r"ها(?:يي?)?(?:شان|ش|م|ت|يش|يشان)?")
_TAKES_LINK = re.compile("(?:ا|(?<![او])ه)$")
_JOINTS = joints("به در از و", "ها هاي هايي هايش هايشان ي را اش شان مان تان است اند")

_CUES = {
    "place": words("شهر شهرستان روستای استان منطقه بخش"),
    "actor": words("گروه جنبش نیروهای سازمان حزب شبه‌نظامیان"),
}


def may_end(ended: Ended) -> bool:
    """Whether the ending is a plural, or a ی that links."""
    ending = normal_form(ended.ending)
    if ending == "ي":
        return _TAKES_LINK.search(normal_form(ended.stem)) is not None
    return _PLURAL.fullmatch(ending) is not None


PERSIAN = Language("fa", Script.ARABIC, may_end=may_end, prefixes=False, joints=_JOINTS, cues=_CUES)
