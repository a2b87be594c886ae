"""Which endings a name's language writes onto it; a language that is not here adds none."""

from __future__ import annotations

from watchlist.languages import kurmanji, turkish

LONGEST_ENDING = 10
SHORTEST_STEM = 3

_BY_LANGUAGE = {"tr": turkish.ENDINGS, "ku": kurmanji.ENDINGS, "kmr": kurmanji.ENDINGS}


def may_end_in(language: str, ending: str) -> bool:
    """Whether a name of this language may carry this ending, given in normal form."""
    endings = _BY_LANGUAGE.get(language.partition("-")[0])
    return endings is not None and endings.fullmatch(ending) is not None
