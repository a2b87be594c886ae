"""Which characters the bytes of a feed or page stand for, whatever their declaration says.

A wrong charset raises nothing and an Arabic name can then never match, so a declaration comes after what the bytes say
for sure: a byte order mark, then UTF-8, then the declared charset where it can be meant, then what the bytes resemble.
"""

from __future__ import annotations

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

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
_ENOUGH_LETTERS = 8
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(rb"[\xc0-\xff]{3,}")
_SMALL = 0xE0
_LAST_HEBREW = 0xFA
# Alef followed by lam, the Arabic article, in windows-1256 and in the charset that it is most often taken for.
_CP1256_ARTICLE = b"\xc7\xe1"
_ISO_8859_6_ARTICLE = b"\xc7\xe4"


def decode(body: bytes, content_type: str | None) -> str:
    """The text of a feed or page; never raises, undecodable bytes become U+FFFD."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _of_marked(body[len(mark) :], encoding)
    if wide := _wide_encoding(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _of_halves(body) or body.decode(_guess(body, content_type), "replace")


def mislabelled(body: bytes, content_type: str | None) -> str:
    """``used, not declared`` where header and head name other charsets than the bytes are of; else empty."""
    labels = set(_labels(body, content_type))
    if not labels or body.isascii():
        return ""
    used = codecs.lookup(_used(body, content_type)).name
    alike = {used, "utf-16"} if used.startswith("utf-16") else {used}
    return "" if labels & alike else f"{used}, not {' or '.join(sorted(labels))}"


def declared(body: bytes, content_type: str | None) -> str | None:
    """The codec that the header or the document's head names, in Python's spelling; None if it is none of text."""
    return next(iter(_labels(body, content_type)), None)


def _labels(body: bytes, content_type: str | None) -> list[str]:
    found = (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    return [codecs.lookup(label).name for label in found if label and _shown_by(label)]


def _used(body: bytes, content_type: str | None) -> str:
    """The charset by which ``decode`` reads the bytes."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return encoding
    if wide := _wide_encoding(body):
        return wide
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(body, content_type)
    return "utf-8"


def _of_marked(body: bytes, encoding: str) -> str:
    """What a byte order mark announces; some systems put the mark of UTF-8 before what is none."""
    if encoding != "utf-8":
        return body.decode(encoding, "replace")
    text = body.decode(encoding, "replace")
    return decode(body, None) if _is_mostly_broken(text) else text


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


def _guess(body: bytes, content_type: str | None) -> str:
    sample = body[:_SAMPLE_BYTES]
    if _nearly_utf8(sample):
        return "utf-8"
    label = declared(body, content_type)
    if label and _may_be_meant(label, sample):
        return label
    if _looks_arabic(sample):
        return "cp1256"
    return _of_runs(sample) or "cp1252"


def _may_be_meant(label: str, sample: bytes) -> bool:
    """Whether a declared charset is more than a default, and is one in which the declaration itself could be read."""
    if label == "iso8859-6" and sample.count(_CP1256_ARTICLE) > sample.count(_ISO_8859_6_ARTICLE):
        return False
    return label not in _UNTRUSTED and _shown_by(label).startswith(_PLAIN)


def _shown_by(label: str) -> str:
    """How a codec shows markup and one byte more; nothing where it is no charset."""
    try:
        return (_PLAIN.encode() + _CP1256_ARTICLE).decode(label, "replace")
    except (LookupError, UnicodeError):
        return ""


def _nearly_utf8(sample: bytes) -> bool:
    """UTF-8 with a few broken bytes: one wrong byte in an article must not turn all of it to mojibake.

    In other charsets high bytes hardly ever follow each other as UTF-8 has them.
    """
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 5 <= sum(character > "\x7f" for character in text) - broken


def _looks_arabic(sample: bytes) -> bool:
    """Windows-1256: alef and lam are a tenth each of Arabic's letters, and most often stand together."""
    high = len(_HIGH.findall(sample))
    return high >= _ENOUGH_LETTERS and sample.count(_CP1256_ARTICLE) * 50 >= high


def _of_runs(sample: bytes) -> str | None:
    """Charsets whose words are of high bytes alone, told apart by where their small letters stand.

    In windows-1251 these are the bytes from 0xE0 on, in KOI8-R those before, in windows-1256 both; Hebrew has none of
    the last five.
    """
    high = b"".join(_HIGH.findall(sample))
    in_words = b"".join(_WORD.findall(sample))
    if len(high) < _ENOUGH_LETTERS or len(in_words) * 2 < len(high):
        return None
    small = sum(byte >= _SMALL for byte in in_words)
    if small * 10 >= len(in_words) * 7:
        return "cp1251" if any(byte > _LAST_HEBREW for byte in in_words) else "cp1255"
    return "koi8-r" if small * 10 <= len(in_words) * 3 else "cp1256"
