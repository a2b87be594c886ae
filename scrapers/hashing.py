"""The one hash of this room: what keys and copy hashes are made of."""

from __future__ import annotations

from hashlib import blake2b

_DIGEST_BYTES = 16


def digest(*parts: str) -> str:
    """A 128-bit hash of the parts in hexadecimal; parts cannot run into one another."""
    hashed = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hashed.update(len(encoded).to_bytes(8, "big") + encoded)
    return hashed.hexdigest()


def body_digest(body: bytes) -> str:
    """A 128-bit hash of an answer's bytes in hexadecimal."""
    return blake2b(body, digest_size=_DIGEST_BYTES).hexdigest()
