"""Sorani: article, plural, linking ی, clitics and ەوە on a name; nothing before it, و is a word of its own.

Endings are in normal form, where ە is ه, ی is ي and ڕ is ر; older texts write ە as ه and U+200C.
"""

from __future__ import annotations

import re

from watchlist.languages.language import Ended, Language, joints, words
from watchlist.text.characters import Script
from watchlist.text.normal_form import normal_form

_ARTICLE = r"(?:ي?ه?ك(?:ه|ان)|ي?ێك|ي?ان)?"
_LINK = r"(?:يي?)?"
_CLITIC = r"(?:مان|تان|يان)?"
_PLACE = r"(?:ي?هوه|وه|دا|را)?"
_ENDINGS = re.compile(rf"{_ARTICLE}{_LINK}{_CLITIC}{_PLACE}(?:يش|ش)?")
_JOINTS = joints("و له به", "ي يي ان دا ڕا هوه يهوه وه هكه هكان كه كان ش يش مان تان يان")

_CUES = {
    "place": words("شاری شارۆچکەی گوندی پارێزگای ناوچەی قەزای"),
    "actor": words("هێزەکانی پارتی ڕێکخراوی گروپی"),
}


def may_end(ended: Ended) -> bool:
    """Whether the ending is a chain of the language."""
    return _ENDINGS.fullmatch(normal_form(ended.ending)) is not None


SORANI = Language("ckb", Script.ARABIC, may_end=may_end, prefixes=False, joints=_JOINTS, cues=_CUES)
