"""Which of our languages a name may be of: by its script, then by its letters. None when it is of none of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scheduler.gazetteer.arabic_letters import arabic_letter_languages
from scheduler.gazetteer.latin_letters import latin_letter_languages
from watchlist.text.characters import Script
from watchlist.text.tokens import script_of, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

LANGUAGES = ("ar", "fa", "he", "ku", "ckb", "tr", "ru", "uk", "fr", "en")

_RUSSIAN = re.compile("[ыэёъ]", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ']", re.IGNORECASE)
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ'’ʼ .\-]+")
_YIDDISH = re.compile("[װױײ]|[אײ][\u05b7\u05b8]|\u05e4\u05bf")


def languages_of(name: str, home: Sequence[str], wanted: Collection[str]) -> tuple[str, ...]:
    """Under which of the ``wanted`` languages to list a name of a place whose own languages are ``home``."""
    scripts = {script_of(word) for word in words_of(name)}
    if len(scripts) != 1:
        return ()
    match scripts.pop():
        case Script.ARABIC:
            return arabic_letter_languages(name, home, wanted)
        case Script.LATIN:
            return latin_letter_languages(name, home, wanted)
        case Script.CYRILLIC:
            return tuple(code for code in _cyrillic(name) if code in wanted)
        case Script.HEBREW:
            return ("he",) if "he" in wanted and not _YIDDISH.search(name) else ()
    return ()


def _cyrillic(name: str) -> tuple[str, ...]:
    """Letters that both share are listed for both, for the two decline them each in its own way."""
    if not _CYRILLIC.fullmatch(name) or name.endswith("ъ") or name[0].islower():
        return ()
    if _UKRAINIAN.search(name):
        return () if _RUSSIAN.search(name) else ("uk",)
    return ("ru",) if _RUSSIAN.search(name) else ("ru", "uk")
