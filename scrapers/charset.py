"""Which characters the bytes of a feed or page stand for, whatever their declaration says.

A wrong charset raises nothing and an Arabic name can then never match, so a declaration comes after what the bytes say
for sure: a byte order mark, then UTF-8, then the declared charset where it can be meant, then what the bytes resemble.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from enum import Enum, auto

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from scrapers.resemblance import CP1256_ARTICLE, is_nearly_utf8, resembled

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that servers send by default, whatever the document holds.
_UNTRUSTED = frozenset({"utf-8", "cp1252", "iso8859-1", "ascii"})
# What each charset of the web reads as it stands; Python's codecs also know escapes, and bytes that are no text.
_PLAIN = r"<a b='\u0041 +AGE- ~{'>"
_SAMPLE_BYTES = 200_000
_WIDE_SAMPLE = 64
# Alef followed by lam, the Arabic article, in the charset that is most often named where windows-1256 is meant.
_ISO_8859_6_ARTICLE = b"\xc7\xe4"


class Ground(Enum):
    """By what a charset was known."""

    MARK = auto()
    BYTES = auto()
    SOUND_UTF8 = auto()
    BROKEN_UTF8 = auto()
    DECLARED = auto()


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, and by which charset it was read; undecodable bytes became U+FFFD."""

    text: str
    charset: str
    ground: Ground


def decode(body: bytes, content_type: str | None) -> str:
    """The text of a feed or page; never raises, undecodable bytes become U+FFFD."""
    return decoded(body, content_type).text


def decoded(body: bytes, content_type: str | None) -> Decoded:
    """The same, with the charset by which it was read."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return _of_marked(body[len(mark) :], charset)
    if wide := _wide_encoding(body):
        return Decoded(body.decode(wide, "replace"), wide, Ground.BYTES)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", Ground.SOUND_UTF8)
    except UnicodeDecodeError:
        pass
    if halves := _of_halves(body):
        return Decoded(halves, "utf-8", Ground.BROKEN_UTF8)
    charset, ground = _guess(body, content_type)
    return Decoded(body.decode(charset, "replace"), charset, ground)


def mislabelled(body: bytes, content_type: str | None) -> str:
    """``used, not declared`` where header and head name other charsets than the bytes are of; else empty."""
    labels = set(_labels(body, content_type))
    if not labels or body.isascii():
        return ""
    used = codecs.lookup(decoded(body, content_type).charset).name
    alike = {used, "utf-16"} if used.startswith("utf-16") else {used}
    return "" if labels & alike else f"{used}, not {' or '.join(sorted(labels))}"


def declared(body: bytes, content_type: str | None) -> str | None:
    """The codec that the header or the document's head names, in Python's spelling; None if it is none of text."""
    return next(iter(_labels(body, content_type)), None)


def _labels(body: bytes, content_type: str | None) -> list[str]:
    found = (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    return [codecs.lookup(label).name for label in found if label and _shown_by(label)]


def _of_marked(body: bytes, charset: str) -> Decoded:
    """What a byte order mark announces; some systems put the mark of UTF-8 before what is none."""
    text = body.decode(charset, "replace")
    if charset == "utf-8" and _is_mostly_broken(text):
        return decoded(body, None)
    return Decoded(text, charset, Ground.MARK)


def _is_mostly_broken(text: str) -> bool:
    return text.count("\ufffd") * 2 > sum(character > "\x7f" for character in text)


def _of_halves(body: bytes) -> str | None:
    """UTF-8 in which emoji stand as two halves, each encoded alone; a half without its other is dropped."""
    try:
        text = body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of markup is zero (XML 1.0, appendix F)."""
    start = body[:_WIDE_SAMPLE]
    if start.count(0) * 3 < len(start):
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _guess(body: bytes, content_type: str | None) -> tuple[str, Ground]:
    sample = body[:_SAMPLE_BYTES]
    if is_nearly_utf8(sample):
        return "utf-8", Ground.BROKEN_UTF8
    meant = (label for label in _labels(body, content_type) if _may_be_meant(label, sample))
    if label := next(meant, None):
        return label, Ground.DECLARED
    return resembled(sample), Ground.BYTES


def _may_be_meant(label: str, sample: bytes) -> bool:
    """Whether a declared charset is more than a default, and is one in which the declaration itself could be read."""
    if label == "iso8859-6" and sample.count(CP1256_ARTICLE) > sample.count(_ISO_8859_6_ARTICLE):
        return False
    return label not in _UNTRUSTED and _shown_by(label).startswith(_PLAIN)


def _shown_by(label: str) -> str:
    """How a codec shows markup and one byte more; nothing where it is no charset."""
    try:
        return (_PLAIN.encode() + CP1256_ARTICLE).decode(label, "replace")
    except (LookupError, UnicodeError):
        return ""
