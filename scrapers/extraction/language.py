"""Which language a page says it is in, believed only as far as its letters bear it out."""

from __future__ import annotations

import re

_HTML_LANG = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?\s*([A-Za-z]{2,3})\b", re.IGNORECASE)
_ARABIC_LETTERS = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc]")
_LATIN_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "arc", "azb", "glk", "mzn"})
_HEAD = 20_000


def page_language(html: str, body: str) -> str | None:
    """The primary subtag of ``<html lang>``, or None without one or when the body is in another script."""
    match = _HTML_LANG.search(html, 0, _HEAD)
    if match is None:
        return None
    language = match[1].lower()
    arabic, latin = len(_ARABIC_LETTERS.findall(body)), len(_LATIN_LETTERS.findall(body))
    if language in _ARABIC_SCRIPT:
        # Kurdish is written in both scripts under the one code ku.
        return language if language == "ku" or latin <= arabic else None
    return language if arabic <= latin or arabic == 0 else None
