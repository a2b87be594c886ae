"""A document that is itself packed, like ``sitemap.xml.gz``, or that a server packed without saying so."""

from __future__ import annotations

import zlib

from scrapers.parsing.results import ParseFailed, ParseReason

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_UNPACKED_LIMIT = 10 * 1024 * 1024


def unpacked(body: bytes) -> bytes:
    """The document's own bytes; raises ParseFailed when they are more than a fetch may bring (too_much)."""
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = unpacker.decompress(body, _UNPACKED_LIMIT)
    except zlib.error:
        raise ParseFailed(ParseReason.NOT_A_FEED) from None
    if unpacker.unconsumed_tail:
        raise ParseFailed(ParseReason.TOO_MUCH)
    if not plain:
        raise ParseFailed(ParseReason.NOT_A_FEED)
    return plain
