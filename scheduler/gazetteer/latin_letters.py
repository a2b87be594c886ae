"""Which of our languages a name in Latin letters may be of, and how a romanised name is written without its marks.

GeoNames does not say. Letters decide where they can (ğ is Turkish); a plain name stays without a language, ``und``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

UNDECIDED = "und"
LATIN = ("en", "fr", "tr", "ku")

_KNOWN = re.compile(r"[A-Za-z '’‘ʼʾʿ`.\-çğıİöşüâîûêéèàùëïôœæÇĞÖŞÜÂÎÛÊÉÈÀÙËÏÔŒÆ]+")
_TURKISH = re.compile("[ğıİĞ]")
_TURKISH_OR_KURDISH = re.compile("[şŞ]")
_KURDISH = re.compile("[êîûÊÎÛ]")
_NOT_FRENCH = re.compile("[wWxXşŞ]|[êîû]$")
_FRENCH = re.compile("[éèàùëïôœæâÉÈÀÙËÏÔŒÆÂ]|o[uûù]|ch|[îâûêo]ne$", re.IGNORECASE)
_ROMANISED = re.compile("[\u0304\u0323\u0331\u032e]|[‘’ʼʾʿ`]|s\u0327.*(?:kh|dh|gh|th|ay|aw|ah$)", re.IGNORECASE)
_MARKS = re.compile("[\u0304\u0323\u0331\u032e‘’ʼʾʿ`]")
_CEDILLA = re.compile("(?<=[sSzZtTdDhH])\u0327")
_ARTICLE = re.compile(r"(?:Al|El|Ar|As|Ash|At|Ath|Ad|Adh|An|Az)[ -]")


def plain(name: str, *, in_arabic: bool) -> str:
    """The name without the marks of romanisation: Hajin for Ḩajīn. A cedilla is one where Arabic is spoken."""
    parts = unicodedata.normalize("NFD", name)
    is_romanised = bool(_ROMANISED.search(parts)) or has_article(name)
    if in_arabic and is_romanised:
        parts = _CEDILLA.sub("", parts)
    if is_romanised:
        parts = _MARKS.sub("", parts)
    return unicodedata.normalize("NFC", parts).strip(" -")


def has_article(name: str) -> bool:
    """Whether a romanised name begins with the Arabic article."""
    return _ARTICLE.match(name) is not None


def latin_letter_languages(name: str, home: Collection[str], wanted: Collection[str]) -> tuple[str, ...]:
    """The languages to list a name under, ``und`` where nobody can say; none for a name of another language."""
    if not _KNOWN.fullmatch(name) or not any(code in wanted for code in LATIN):
        return ()
    possible = _by_letters(name, home)
    return (UNDECIDED,) if not possible else tuple(code for code in possible if code in wanted)


def _by_letters(name: str, home: Collection[str]) -> tuple[str, ...]:
    if _TURKISH.search(name):
        return ("tr",)
    if _KURDISH.search(name) and "ku" in home and (_NOT_FRENCH.search(name) or not _FRENCH.search(name)):
        return ("ku",)
    if _TURKISH_OR_KURDISH.search(name):
        return ("tr", "ku") if "ku" in home else ("tr",)
    if "fr" in home and not name.isascii() and _FRENCH.search(name):
        return ("fr",)
    return ()
