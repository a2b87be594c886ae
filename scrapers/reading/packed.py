"""A document that is itself packed, like ``sitemap.xml.gz``, or that a server packed without saying so."""

from __future__ import annotations

import zlib

from scrapers.parsing.results import ParseFailed, ParseReason

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_MOST_LAYERS = 2  # a packed file that its server packed once more
_UNPACKED_LIMIT = 10 * 1024 * 1024


def unpacked(body: bytes) -> bytes:
    """The document's own bytes; raises ParseFailed when they are more than a fetch may bring (too_much)."""
    for _ in range(_MOST_LAYERS):
        if not body.startswith(_GZIP):
            break
        body = _unpacked_once(body)
    return body


def _unpacked_once(body: bytes) -> bytes:
    """What is packed, all its parts joined (RFC 1952, section 2.2); what follows the last one is padding."""
    plain = b""
    while body.startswith(_GZIP):
        part, body = _part(body, _UNPACKED_LIMIT - len(plain), is_first=not plain)
        plain += part
    if not plain:
        raise ParseFailed(ParseReason.NOT_A_FEED)
    return plain


def _part(body: bytes, limit: int, *, is_first: bool) -> tuple[bytes, bytes]:
    """The first part, and what stands behind it; a later one that is broken ends the document there."""
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = unpacker.decompress(body, max(limit, 1))
    except zlib.error:
        if not is_first:
            return b"", b""
        raise ParseFailed(ParseReason.NOT_A_FEED) from None
    if unpacker.unconsumed_tail:
        raise ParseFailed(ParseReason.TOO_MUCH)
    return plain, unpacker.unused_data
