"""Russian: a name stands in any case (``в Новой Каховке``), an acronym may take a case's ending (``МИДа``)."""

from __future__ import annotations

from watchlist.languages.cyrillic import acronym_may_end
from watchlist.languages.language import Language, endings, words
from watchlist.text.characters import Script

_CUES = {
    "place": words("город городе города село селе деревня районе район провинция провинции область области"),
    "actor": words("группировка группировки движение движения силы отряды боевики партия"),
}

_DECLENSION = endings(
    """
    а -, я ь й, у - а, ю ь й я, ом -, ем - ь й, е - а я ь, ы а, и а я ь, ой а ая, ей а я, ью ь, ого ый ий ой,
    ому ый ий ой, ым - ый ой, им - ий, ую ая, юю яя
    """
)

RUSSIAN = Language(
    "ru",
    Script.CYRILLIC,
    may_end=acronym_may_end,
    own_letters="ыэъёЫЭЪЁ",
    declension=_DECLENSION,
    cues=_CUES,
)
