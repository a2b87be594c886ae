"""Kurmanji: case, linking and copula endings on a name (``Hindistanê``, ``Amerîkaya``), y or n after a vowel.

Endings are in normal form, where ê and e, î and i, û and u are one letter.
"""

from __future__ import annotations

import re

from watchlist.languages.language import Ended, Language, words
from watchlist.text.characters import Script
from watchlist.text.normal_form import normal_form

_ENDINGS = re.compile(r"[yn]?(?:e|a|i|o|an|en|in|ek|eki|eke)|n?y[ae]n?")

_CUES = {
    "place": words("bajarê gundê navçeya"),
    "actor": words("hêzên rêxistina"),
}


def may_end(ended: Ended) -> bool:
    """Whether the ending is one of the language."""
    return _ENDINGS.fullmatch(normal_form(ended.ending)) is not None


KURMANJI = Language("ku", Script.LATIN, may_end=may_end, cues=_CUES)
