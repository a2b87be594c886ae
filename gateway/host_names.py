"""Reading the host part of a URL as the machinery below would: every spelling of an address comes out as one.

``getaddrinfo`` takes 127.1, 0x7f.1, 017700000001 and, after IDNA mapping, full-width and circled digits.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import unicodedata
from functools import lru_cache

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 3490 section 3.1: these are label separators too.
_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})
# Letters, digits and hyphens, and the underscore that real hosts have all the same.
_NAME = re.compile(r"[a-z0-9._-]+")
# A name has 253 characters at most (RFC 1035); the tables of IDNA take minutes for a million.
LONGEST_HOST = 255
_REMEMBERED = 16_384
_IPV4_PARTS = 4
_BYTE = 0xFF
_HEXADECIMAL = 16
_PART_LIMITS = (None, 0xFFFFFFFF, 0xFFFFFF, 0xFFFF, 0xFF)


def canonical_host(host: str) -> str | None:
    """The host in one spelling: a literal address as ``ipaddress`` writes it, a name in lower-case ASCII.

    A last dot is dropped. None when no name or address can be read from it, or when it is longer than any can be.
    """
    return _canonical_host(host) if len(host) <= LONGEST_HOST else None


@lru_cache(_REMEMBERED)
def _canonical_host(host: str) -> str | None:
    plain = unicodedata.normalize("NFKC", host.translate(_DOTS)).casefold().removesuffix(".")
    address = literal_address(plain)
    if address is not None:
        return str(address)
    if not plain or len(plain) > LONGEST_HOST or ends_in_number(plain) or ":" in plain:
        return None
    return _ascii_name(plain)


def literal_address(host: str) -> IPAddress | None:
    """The address that the text spells, with or without brackets, or None when it is a name."""
    return _literal_address(host) if len(host) <= LONGEST_HOST else None


@lru_cache(_REMEMBERED)
def _literal_address(host: str) -> IPAddress | None:
    bare = host.removeprefix("[").removesuffix("]")
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        number = _inet_aton(bare)
        return None if number is None else ipaddress.IPv4Address(number)
    return address


def ends_in_number(host: str) -> bool:
    """Whether the last label is a number, so that resolvers read an address (WHATWG URL, host parsing)."""
    last = host.rpartition(".")[2]
    return last.isdecimal() or _number(last) is not None


def _ascii_name(name: str) -> str | None:
    with contextlib.suppress(UnicodeError):
        name = name.encode("idna").decode("ascii").lower()
    return name if _NAME.fullmatch(name) else None


def _inet_aton(text: str) -> int | None:
    """The classic reading: one to four numbers, decimal, octal or hexadecimal, the last filling what is left."""
    numbers = [_number(part) for part in text.split(".")]
    if len(numbers) > _IPV4_PARTS or any(number is None for number in numbers):
        return None
    *heads, last = (number for number in numbers if number is not None)
    limit = _PART_LIMITS[len(numbers)]
    if any(head > _BYTE for head in heads) or limit is None or last > limit:
        return None
    return sum(head << (24 - 8 * place) for place, head in enumerate(heads)) + last


def _number(part: str) -> int | None:
    if not part.isascii() or not part.isalnum():
        return None
    radix = _HEXADECIMAL if part.startswith("0x") else 8 if part.startswith("0") else 10
    digits = part.removeprefix("0x") if radix == _HEXADECIMAL else part
    try:
        return int(digits or "0", radix)
    except ValueError:
        return None
