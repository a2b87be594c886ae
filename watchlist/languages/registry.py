"""All languages that are known, by the script whose tokens they read."""

from __future__ import annotations

from watchlist.languages.arabic import ARABIC
from watchlist.languages.cyrillic import CYRILLIC
from watchlist.languages.hebrew import HEBREW
from watchlist.languages.language import Language
from watchlist.languages.latin import LATIN
from watchlist.text.characters import Script
from watchlist.text.normal_form import normal_form

_BY_SCRIPT = {language.script: language for language in (ARABIC, HEBREW, LATIN, CYRILLIC)}
_UNKNOWN = Language("und", Script.OTHER)


def language_of(script: Script) -> Language:
    """The rules of writing for a script; a script without any is read as it stands."""
    return _BY_SCRIPT.get(script, _UNKNOWN)


def cue_words(kind: str) -> frozenset[str]:
    """The cue words of all languages for entities of this kind, in normal form."""
    return frozenset(normal_form(cue) for language in _BY_SCRIPT.values() for cue in language.cues.get(kind, ()))
