"""By which charset a document was read, and why by that one: for a person who wonders. Runs in a parser process."""

from __future__ import annotations

import codecs

from scrapers.charset import declared

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_GUESSED = ("cp1256", "cp1251", "cp1255", "koi8-r", "utf-16-le", "utf-16-be", "utf-8", "cp1252")
_COMPARED = 200_000


def charset_of(body: bytes, content_type: str | None, text: str) -> tuple[str, str]:
    """The charset that makes ``text`` of these bytes, and a clause that says why it was taken."""
    said = declared(body, content_type)
    otherwise = f", though it declares {said}" if said else ", and it declares none"
    for mark, charset in _MARKS.items():
        if body.startswith(mark) and _makes(body[len(mark) :], charset, text):
            return charset, "it begins with the byte order mark of this charset"
    if _is_utf8(body):
        agrees = said in ("utf-8", "utf_8", None)
        return "utf-8", "its bytes are sound UTF-8" + ("" if agrees else otherwise)
    if said and _makes(body, said, text):
        return said, "it declares so, and its bytes do not speak against it"
    for charset in _GUESSED:
        if _makes(body, charset, text):
            return charset, "its bytes show it" + otherwise
    return "utf-8", "its bytes are UTF-8 with some that are broken" + otherwise


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _makes(body: bytes, charset: str, text: str) -> bool:
    """Whether the charset gives this text, as far as is looked."""
    decoded = body[:_COMPARED].decode(charset, "replace")[: _COMPARED // 4]
    return text.startswith(decoded[:-4])
