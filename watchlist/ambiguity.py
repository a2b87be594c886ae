"""Decides whether a name is ambiguous: one word that its language uses every day, and no place that everybody knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchlist.names import UNKNOWN_LANGUAGE, Case, watched_name
from watchlist.spelling import spellings
from watchlist.text.characters import Script
from watchlist.text.tokens import script_of
from watchlist.word_frequency import zipf

if TYPE_CHECKING:
    from watchlist.names import WatchedName

LARGE = 100_000

# Whose words a name is held against when nobody has said its language.
_BY_SCRIPT = {Script.ARABIC: "ar", Script.HEBREW: "he", Script.CYRILLIC: "ru", Script.LATIN: "en"}


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What makes a place known: its population, or that it is a province or district or the ``seat`` of one."""

    population: int | None = None
    seat: bool = False

    @property
    def is_well_known(self) -> bool:
        """Whether a bare name is taken for this place, even where it is a word as well."""
        return self.seat or (self.population or 0) >= LARGE


NOTHING_KNOWN = PlaceFacts()


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A name is also this common in this language; ``zipf`` as in ``word_frequency``."""

    language: str
    zipf: float


def is_ambiguous(name: str, language: str, facts: PlaceFacts = NOTHING_KNOWN) -> bool:
    """Whether a plain name of this language should need a context."""
    return not facts.is_well_known and common_word(watched_name("", "", name, language=language)) is not None


def common_word(name: WatchedName) -> CommonWord | None:
    """How common the name is as a word of its language; None when it is not, is several words, or nobody knows."""
    if not name.words or (len(name.words) > 1 and not _is_joined(name)) or _is_set_apart(name):
        return None
    language = name.language
    if language == UNKNOWN_LANGUAGE:
        language = _BY_SCRIPT.get(script_of(name.words[0]), UNKNOWN_LANGUAGE)
    figure = zipf("".join(name.words), language, exact=name.exact)
    return None if figure is None else CommonWord(language, figure)


def _is_joined(name: WatchedName) -> bool:
    """Whether a joint holds the pieces of the name together as one word, as in צה״ל."""
    return any(len(spelling) == 1 for spelling in spellings(name.text, name.words))


def _is_set_apart(name: WatchedName) -> bool:
    """Whether its capitals tell it from the word: with ``case: exact`` PMF is never pmf, РАН never is ран."""
    return bool(name.acronyms) or (name.case is Case.EXACT and any(letter.isupper() for letter in name.text[1:]))
