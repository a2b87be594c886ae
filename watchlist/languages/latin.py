"""Latin script without a language of its own here: capitals tell a name from a word, an apostrophe ends the name.

``Hajin's``, ``Türkiye'nin`` and ``l'Euphrate`` need no stripping, because tokens end at apostrophes. The ending is
still part of the mention.
"""

from __future__ import annotations

import re

from watchlist.languages.language import Language, words
from watchlist.text.characters import Script

# English gold spans take in a straight 's (UD PUD) but not a curly ’s (UD PUD, re3d);
# Turkish ones take in both (UD BOUN). This decides only where a mention ends, never whether there is one.
_TAIL = re.compile(r"(?:'|’(?!s\b))[a-zß-öø-ÿğış]{1,8}(?!\w)")

_CUES = {
    "place": words(
        """
        city town village province governorate district countryside suburb neighbourhood neighborhood area
        region airport ville gouvernorat région quartier localité şehri kenti ilçesi köyü bölgesi bajarê
        gundê navçeya
        """
    ),
    "actor": words(
        """
        militia militias group forces fighters movement brigade army party faction militants milice groupe
        mouvement örgütü milisleri güçleri hêzên rêxistina
        """
    ),
}

LATIN = Language("latin", Script.LATIN, tail=_TAIL, cues=_CUES)
