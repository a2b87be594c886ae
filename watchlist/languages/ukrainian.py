"""Ukrainian: a name stands in any case (``у Новій Каховці``), an acronym may take a case's ending (``МЗСу``)."""

from __future__ import annotations

from watchlist.languages.cyrillic import acronym_may_end
from watchlist.languages.language import Language, endings, words
from watchlist.text.characters import Script

_CUES = {
    "place": words("місто місті міста село селі області область район районі провінція"),
    "actor": words("угруповання рух руху сили загони бойовики партія"),
}

_DECLENSION = endings(
    """
    а -, я ь й, у - а, ю ь й я, ом -, ем - ь, єм й, ові -, еві - ь, єві й, і - а я ь, ї я й, и а, ці ка ця, зі га за,
    сі ха са, ою а, ею а я, єю я, ого ий е, ому ий е, им - ий е, ої а, ій а, ів и, ам и, ами и, ах и, их і, ими і,
    ок ки, ек ки, ові ове, еві еве, ині ине
    """
)

UKRAINIAN = Language(
    "uk",
    Script.CYRILLIC,
    may_end=acronym_may_end,
    own_letters="іїєґІЇЄҐ",
    declension=_DECLENSION,
    cues=_CUES,
)
