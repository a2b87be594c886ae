"""How common a word is in a language, from the lists of ``wordfreq``; its figures are logarithmic (Zipf).

The lists are loaded language by language when first asked for: only a check or an import asks, never a matcher process.
"""

from __future__ import annotations

from functools import cache
from math import log10
from typing import TYPE_CHECKING

from watchlist.spelling import joined_form
from watchlist.text.normal_form import letters_as_written

if TYPE_CHECKING:
    from collections.abc import Callable

# The small lists hold exactly the words that are met once in a million words or more often.
COMMON = 3.0
_LIST = "small"
_PER_BILLION = 9


@cache
def languages() -> frozenset[str]:
    """The codes of the languages whose words are known; Kurdish is not among them."""
    from wordfreq import available_languages  # noqa: PLC0415 - half a second and 25 MB, for a check alone

    return frozenset(available_languages(_LIST))


def zipf(word: str, language: str, *, exact: bool = False) -> float | None:
    """How common the word is, 3 being once in a million, 6 once in a thousand; None below 3 or where nobody knows.

    As for names, spellings that differ by accents, hamzas or capitals count as one, unless ``exact``.
    """
    code = language.partition("-")[0]
    if code not in languages():
        return None
    return _as_written(code).get(_letters(word)) if exact else _in_normal_form(code).get(joined_form(word))


@cache
def _in_normal_form(code: str) -> dict[str, float]:
    return _by(joined_form, code)


@cache
def _as_written(code: str) -> dict[str, float]:
    return _by(_letters, code)


def _by(spelling: Callable[[str], str], code: str) -> dict[str, float]:
    """The common words by one way of spelling, each with the figure of its commonest form."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - see above

    figures: dict[str, float] = {}
    for word, frequency in get_frequency_dict(code, _LIST).items():
        figure = round(log10(frequency) + _PER_BILLION, 2)
        form = spelling(word)
        if figure >= max(COMMON, figures.get(form, COMMON)):
            figures[form] = figure
    return figures


def _letters(word: str) -> str:
    return letters_as_written(word).casefold().replace('"', "")
