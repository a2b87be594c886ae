"""Which language a text is in: by its letters where these decide, else by CLD3, Chrome's small network of letters.

What a page says of itself (``<html lang>``) is left from its template too often to be believed over its text: it counts
where the text is too short to tell, and between languages that are nearly the same.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import gcld3

_HTML_LANG = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?\s*([A-Za-z]{2,3})\b", re.IGNORECASE)
_HEAD = 20_000
_READ_CHARACTERS = 400
_FEWEST_LETTERS = 20
# Of fewer letters the page's own word is worth more, if it may be true.
_SURE_LETTERS = 100
_SCRIPTS = {
    "arabic": "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06fc\u0750-\u077f",
    "hebrew": "\u05d0-\u05ea",
    "cyrillic": "\u0400-\u052f",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "other": "\u0370-\u03ff\u0530-\u058f\u0700-\u074f\u0900-\u1dff\u3040-\ud7ff",
}
_LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
_WORDS = {script: re.compile(f"[{letters}][\\w\u200c'’]*") for script, letters in _SCRIPTS.items()}
_WRITTEN_IN = {
    "other": frozenset({"el", "hy", "ka", "am", "ti", "hi", "bn", "th", "zh", "ja", "ko", "ta", "te", "ml", "si"}),
    "arabic": frozenset({"ar", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "arc", "azb", "glk", "mzn"}),
    "hebrew": frozenset({"he", "yi"}),
    "cyrillic": frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "tt", "ba", "uz", "az"}),
}
_NOT_LATIN = frozenset[str]().union(*_WRITTEN_IN.values()) - {"ku", "az", "uz", "sr", "kk"}
# Letters of one language alone, and the share that they have of its text at the least.
_OWN_LETTERS = (("ug", re.compile("[ۇۈۋ]"), 0.02), ("ckb", re.compile("[ێۆڕڵە]"), 0.02))
_NAMES = {"iw": "he", "prs": "fa", "pes": "fa", "kmr": "ku", "arb": "ar", "nb": "no", "nn": "no"}
_CLOSE = (
    frozenset({"no", "da", "sv"}),
    frozenset({"sr", "hr", "bs", "sl"}),
    frozenset({"bg", "mk"}),
    frozenset({"cs", "sk"}),
    frozenset({"id", "ms"}),
)


def page_language(html: str, body: str) -> str | None:
    """The language code of a body, None where neither it nor its page tells; ``ku`` is Kurmanji, ``ckb`` Sorani."""
    text = body[:_READ_CHARACTERS]
    counts = Counter({script: len(letters.findall(text)) for script, letters in _LETTERS.items()})
    script, letters = counts.most_common(1)[0]
    hint = _hint(html, script if letters else None)
    if letters < _FEWEST_LETTERS or (letters < _SURE_LETTERS and hint):
        return hint
    return _by_letters(text, script, letters) or _by_sequences(text, script, hint)


def _hint(html: str, script: str | None) -> str | None:
    """What the page says, unless no such language is written in this script."""
    match = _HTML_LANG.search(html, 0, _HEAD)
    if match is None:
        return None
    language = _name(match[1].lower())
    if script == "latin":
        return None if language in _NOT_LATIN else language
    return language if script is None or language in _WRITTEN_IN[script] else None


def _by_letters(text: str, script: str, letters: int) -> str | None:
    if script == "hebrew":
        return "he"
    if script != "arabic":
        return None
    return next((name for name, own, share in _OWN_LETTERS if len(own.findall(text)) >= share * letters), None)


def _by_sequences(text: str, script: str, hint: str | None) -> str | None:
    found = _identifier().FindLanguage(text=" ".join(_WORDS[script].findall(text)))
    language = _name(found.language.split("-")[0])
    if hint and any({hint, language} <= pair for pair in _CLOSE):
        return hint
    return language if found.is_reliable else hint


def _name(code: str) -> str:
    return _NAMES.get(code, code)


@cache
def _identifier() -> gcld3.NNetLanguageIdentifier:
    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=2 * _READ_CHARACTERS)
