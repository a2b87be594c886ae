"""All languages that are known: a name's script decides how it is read, its language what may be written onto it."""

from __future__ import annotations

from watchlist.languages.arabic import ARABIC
from watchlist.languages.cyrillic import CYRILLIC
from watchlist.languages.english import ENGLISH
from watchlist.languages.french import FRENCH
from watchlist.languages.hebrew import HEBREW
from watchlist.languages.kurmanji import KURMANJI
from watchlist.languages.language import Language
from watchlist.languages.latin import DIGITS, LATIN
from watchlist.languages.persian import PERSIAN
from watchlist.languages.russian import RUSSIAN
from watchlist.languages.sorani import SORANI
from watchlist.languages.turkish import TURKISH
from watchlist.languages.ukrainian import UKRAINIAN
from watchlist.text.characters import Script
from watchlist.text.normal_form import normal_form

_LANGUAGES = (ARABIC, PERSIAN, HEBREW, KURMANJI, SORANI, TURKISH, RUSSIAN, UKRAINIAN, FRENCH, ENGLISH)
_BY_CODE = {**{language.code: language for language in _LANGUAGES}, "kmr": KURMANJI, "pes": PERSIAN, "prs": PERSIAN}
_BY_SCRIPT = {language.script: language for language in (ARABIC, HEBREW, LATIN, CYRILLIC, DIGITS)}
_UNKNOWN = Language("und", Script.OTHER)


def language_of(script: Script) -> Language:
    """The rules of writing for a script; a script without any is read as it stands."""
    return _BY_SCRIPT.get(script, _UNKNOWN)


def language_coded(code: str, script: Script) -> Language:
    """What the language of this code adds for its names in this script; one that is not known adds nothing."""
    language = _BY_CODE.get(code.partition("-")[0], _UNKNOWN)
    if language is KURMANJI and script is Script.ARABIC:
        return SORANI
    return language if language.script is script else _UNKNOWN


def cue_words(kind: str) -> frozenset[str]:
    """The cue words of all languages for entities of this kind, in normal form."""
    return frozenset(normal_form(cue) for language in _LANGUAGES for cue in language.cues.get(kind, ()))
