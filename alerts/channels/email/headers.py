"""Makes header values out of text that strangers wrote. Pure.

CPython before 3.11.10 turns ``=?utf-8?q?a=0D=0ABcc:_x@y.z?=`` in a header of its newer e-mail API into a real Bcc
header (CVE-2024-6923), and raises on a plain line break. So no text reaches that API: it is cleaned, bounded and
written as RFC 2047 encoded words here, where ``=?`` inside is encoded like any other character.
"""

from __future__ import annotations

import base64
import re
from email.utils import quote

SUBJECT_LIMIT = 180
_ELLIPSIS = "…"
# Control characters of C0 and C1 (line breaks and NUL among them), line and paragraph separator, surrogates.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
# Marks that reorder or isolate what follows them: they could make a subject read as another one.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"[ -~]*")
# RFC 2047, 2: an encoded word is at most 75 characters, 12 of them "=?utf-8?b??=".
_WORD_BYTES = (75 - 12) // 4 * 3


def clean(text: str, limit: int = SUBJECT_LIMIT) -> str:
    """The text on one line, without control characters or reordering marks, at most ``limit`` code points."""
    head = text[: limit * 4]
    line = _SPACES.sub(" ", _BIDI_CONTROLS.sub("", _BREAKS.sub(" ", head))).strip()
    if len(line) <= limit and len(text) <= len(head):
        return line
    return line[: limit - 1].rstrip() + _ELLIPSIS


def header_text(text: str, limit: int = SUBJECT_LIMIT) -> str:
    """An unstructured header value: ASCII, folded, and nothing in it that ends the header or starts another."""
    line = clean(text, limit)
    if _PLAIN.fullmatch(line) and "=?" not in line:
        return line
    return "\r\n ".join(_encoded_words(line))


def mailbox(name: str, address: str) -> str:
    """An address header value with a display name in any script."""
    line = clean(name, 60)
    if not line:
        return address
    if _PLAIN.fullmatch(line) and "=?" not in line:
        return f'"{quote(line)}" <{address}>'
    return "\r\n ".join(_encoded_words(line)) + f" <{address}>"


def _encoded_words(text: str) -> list[str]:
    """Encoded words that never cut a character in two (RFC 2047, 5)."""
    words, current = [], b""
    for character in text:
        encoded = character.encode("utf-8", "replace")
        if len(current) + len(encoded) > _WORD_BYTES:
            words.append(current)
            current = b""
        current += encoded
    words.append(current)
    return [f"=?utf-8?b?{base64.b64encode(word).decode('ascii')}?=" for word in words]
