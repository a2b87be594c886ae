"""Looks for canaries in whatever left the service: plainly written, or in a disguise that a program may give them."""

from __future__ import annotations

import base64
import binascii
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_plus

from watchlist.text.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NAME_ARABIC = "إكنارستانة"
# All Latin canaries begin alike, in whatever case they come out.
STEMS = ("qanary", NAME_ARABIC)
_LONGEST_LINE = 300
_CODE_POINT = re.compile(r"\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|\\U([0-9a-f]{8})|&#x([0-9a-f]{2,6});", re.IGNORECASE)
_BYTE = re.compile(r"(?:\\x[0-9a-f]{2}|=[0-9a-f]{2})+", re.IGNORECASE)
_HEX = re.compile(r"(?:[0-9a-f]{2}){6,}", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")


def leaks(texts: Iterable[str], stems: Iterable[str] = STEMS) -> list[str]:
    """The lines in which a canary stands, plainly or disguised."""
    wanted = {form for stem in stems for form in (stem.lower(), normal_form(stem))}
    lines = dict.fromkeys(line for text in texts for line in text.splitlines())
    return [line[:_LONGEST_LINE] for line in lines if any(_holds(reading, wanted) for reading in readings(line))]


def readings(line: str) -> Iterator[str]:
    """The line as it stands, and as it reads with each disguise taken off."""
    yield line
    for undisguise in _UNDISGUISES:
        yield undisguise(line)
    yield from _from_base64(line)


def _holds(reading: str, wanted: Iterable[str]) -> bool:
    forms = (reading.lower(), normal_form(reading))
    return any(word in form for word in wanted for form in forms)


def _from_code_points(line: str) -> str:
    return _CODE_POINT.sub(lambda found: chr(int(found[found.lastindex or 0], 16)), line)


def _from_bytes(line: str) -> str:
    return _BYTE.sub(lambda found: _text(binascii.unhexlify(re.sub(r"\\x|=", "", found[0]))), line)


def _from_hex(line: str) -> str:
    return _HEX.sub(lambda found: _text(binascii.unhexlify(found[0])), line)


def _from_base64(line: str) -> Iterator[str]:
    """Whatever may be base64, from each of the four places at which a group may begin."""
    for run in _BASE64.findall(line.replace("\\n", "").replace("\\/", "/")):
        for start in range(4):
            digits = run[start:].translate(_URL_SAFE)
            yield _text(base64.b64decode(digits + "A" * (-len(digits) % 4)))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "ignore")


_URL_SAFE = str.maketrans("-_", "+/")
_UNDISGUISES: tuple[Callable[[str], str], ...] = (
    unquote,
    unquote_plus,
    lambda line: unquote(unquote(line)),
    html.unescape,
    _from_code_points,
    lambda line: _from_code_points(line.replace("\\\\", "\\")),
    _from_bytes,
    lambda line: _from_bytes(line.replace("\\\\", "\\")),
    _from_hex,
)
