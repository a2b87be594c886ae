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
    а - ъ, я ь й, у - а ъ, ю ь й я, ом - ъ ое ый ий, ем - ь й ее ий, е - а я ь, ы а, и а я ь, ой а ая, ей а я, ью ь,
    ого ый ий ой ое, ому ый ий ой ое, ым - ый ой ое, им - ий ее, его ий ее, ему ий ее, ую ая, юю яя,
    ов ы, ам ы, ами ы, ах ы, ых ые, ыми ые, их ие, ими ие, ок ки, ек ки, ове ово, еве ево, ине ино
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
