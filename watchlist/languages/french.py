"""French: elision (``l’Euphrate``, ``d'Alep``) ends a token at its apostrophe, so that nothing needs stripping."""

from __future__ import annotations

from watchlist.languages.language import Language, words
from watchlist.text.characters import Script

_CUES = {
    "place": words("ville gouvernorat région quartier localité village district aéroport"),
    "actor": words("milice milices groupe mouvement forces combattants parti"),
}

FRENCH = Language("fr", Script.LATIN, cues=_CUES, small_heads=True)
