"""Latin script without a language of its own here: capitals tell a name from a word, an apostrophe ends the name.

``Hajin's``, ``Türkiye'nin`` and ``l'Euphrate`` need no stripping, because tokens end at apostrophes. The ending is
still part of the mention.
"""

from __future__ import annotations

import re

from watchlist.languages.language import Language
from watchlist.text.characters import Script

# English gold spans take in a straight 's (UD PUD) but not a curly ’s (UD PUD, re3d);
# Turkish ones take in both (UD BOUN). This decides only where a mention ends, never whether there is one.
_SMALL, _GREAT = "a-zß-öø-ÿğış", "A-ZÀ-ÖØ-ÞĞİŞ"
_LONGEST = 12  # Ankara'dakilerin has nine
_TAIL = re.compile(
    rf"(?:['ʼ´`]|’(?!s\b))(?:[{_SMALL}]{{1,{_LONGEST}}}|(?<=[{_GREAT}][{_GREAT}]['’ʼ´`])[{_GREAT}]{{1,{_LONGEST}}})(?!\w)"
)

LATIN = Language("latin", Script.LATIN, tail=_TAIL)
DIGITS = Language("digits", Script.DIGITS, tail=_TAIL)
