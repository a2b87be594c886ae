"""Text that was UTF-8, read as a one-byte charset and written as UTF-8 again: read back.

Content systems do this to one imported article or to all they hold, and no declaration tells of it. Arabic then stands
there as pairs like ``Ù…`` or ``ظ…``, of which no name can be found.
"""

from __future__ import annotations

import re

_CODECS = ("cp1252", "cp1256", "cp1251")
# Leading bytes of two for Latin, Cyrillic, Hebrew and Arabic letters, and of three for punctuation and Arabic forms.
_TWO = bytes([0xC2, 0xC3, 0xC4, 0xC5, *range(0xD0, 0xD4), 0xD6, 0xD7, *range(0xD8, 0xDC)])
_THREE = bytes([0xE2, 0xEF])
_FOLLOWING = bytes(range(0x80, 0xC0))
# So many pairs without a gap are no accident; fewer may be a word of Persian, and count only in a text full of them.
_SURE = 3
# Three pairs are six characters of two bytes at the least; most pages in Latin letters have no such run.
_SHORTEST_RUN_BYTES = 12
_BLANK_ASCII = b" " * 0x80 + bytes(range(0x80, 0x100))
_FULL = 0.7


class _Reading:
    """How one codec shows the bytes of UTF-8."""

    def __init__(self, codec: str) -> None:
        two, three, either, following = (_class(codec, some) for some in (_TWO, _THREE, _TWO + _THREE, _FOLLOWING))
        self._bytes = {shown: byte for byte in range(0x80, 0x100) for shown in _shown(codec, byte)}
        # Sets of letters one after the other are searched far faster than a choice that repeats.
        self.hint = re.compile(f"{either}{following}{{1,2}}" * _SURE)
        sequence = f"(?:{two}{following}|{three}{following}{following})"
        self.sure = re.compile(f"{sequence}{{{_SURE},}}")
        self.any = re.compile(f"{sequence}+")

    def read_back(self, match: re.Match[str]) -> str:
        """The characters whose bytes are shown, or what stood there."""
        try:
            return bytes(self._bytes[character] for character in match[0]).decode("utf-8")
        except (UnicodeDecodeError, KeyError):
            return match[0]


def read_back(text: str) -> str:
    """The text with what was encoded twice read back; any other text as it is."""
    runs = "" if text.isascii() else _runs(text)
    for reading in _READINGS if runs else ():
        if reading.hint.search(runs) is None or reading.sure.search(runs) is None:
            continue
        whole = sum(len(run) for run in reading.any.findall(text))
        foreign = sum(character > "\x7f" for character in text)
        pattern = reading.any if whole >= _FULL * foreign else reading.sure
        text = pattern.sub(reading.read_back, text)
        runs = _runs(text)
    return text


def _runs(text: str) -> str:
    """What of it could hold such pairs: where enough characters stand together that are not ASCII.

    Of a page that is a small part, and found far faster than the pairs are.
    """
    runs = text.encode("utf-8", "replace").translate(_BLANK_ASCII).split()
    return b" ".join(run for run in runs if len(run) >= _SHORTEST_RUN_BYTES).decode("utf-8")


def _shown(codec: str, byte: int) -> set[str]:
    """What a byte looks like: browsers and databases show bytes that a charset leaves out as controls."""
    shown = bytes([byte]).decode(codec, "ignore")
    return {shown, chr(byte)} - {""} if codec == "cp1252" else {shown or chr(byte)}


def _class(codec: str, some: bytes) -> str:
    return "[" + "".join(re.escape(shown) for byte in some for shown in sorted(_shown(codec, byte))) + "]"


_READINGS = tuple(_Reading(codec) for codec in _CODECS)
