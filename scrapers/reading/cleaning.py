"""Text that a feed gave, made safe to keep: no control characters, no lone surrogates, bounded length."""

from __future__ import annotations

import html
import re
import sys

# XML 1.0, section 2.2: what a document may not hold, plus the C1 controls, noncharacters and lone surrogates.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CHARACTER_REFERENCE = re.compile(r"(?:&#(?:x[0-9a-f]{1,6}|[0-9]{1,7});){1,2}", re.IGNORECASE)
# A parameter's name behind an ampersand that nobody escaped: libraries take ``&lang=ar`` for an angle bracket.
_BARE_PARAMETER = re.compile(r"&(?=[A-Za-z_][\w.-]{0,40}(?:%5[BD]|[\[\]]){0,2}=)", re.ASCII | re.IGNORECASE)
_SURROGATES = range(0xD800, 0xE000)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]{0,500}>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_TITLE_LIMIT = 1_000


def strip_controls(text: str) -> str:
    """The text without characters that no XML document may hold; a word processor's line break becomes a space."""
    return _FORBIDDEN.sub("", text.replace("\x0b", " "))


def repair_references(document: str) -> str:
    """The document without references to what is no character, at which both of feedparser's parsers fail.

    Two that name the halves of one character (as UTF-16 systems write emoji) become that character.
    """
    return _CHARACTER_REFERENCE.sub(_repaired, document) if "&#" in document else document


def escape_parameters(document: str) -> str:
    """The document with the ampersands escaped that stand bare before a parameter of an address."""
    return _BARE_PARAMETER.sub("&amp;", document)


def clean_title(raw: str) -> str:
    """A title on one line: tags out, entities that were escaped twice resolved, spaces single, at most 1,000 long."""
    text = html.unescape(_TAG.sub(" ", _INLINE_TAG.sub("", raw[: 4 * _TITLE_LIMIT])))
    return " ".join(strip_controls(text).split())[:_TITLE_LIMIT]


def clean_text(raw: str, limit: int) -> str:
    """A summary or content, still HTML, without forbidden characters and at most ``limit`` long."""
    return strip_controls(raw[:limit]).strip()


def _repaired(match: re.Match[str]) -> str:
    codes = [int(f"0{name}", 16) if name[0] in "xX" else int(name) for name in re.findall(r"&#(\w+);", match[0])]
    if all(_is_character(code) for code in codes):
        return match[0]
    units = b"".join(code.to_bytes(2, "little") for code in codes if code in _SURROGATES)
    if len(units) == 2 * len(codes):
        return units.decode("utf-16-le", "ignore")
    return "".join(f"&#{code};" if _is_character(code) else " " for code in codes)


def _is_character(code: int) -> bool:
    return code <= sys.maxunicode and not _FORBIDDEN.match(chr(code))
