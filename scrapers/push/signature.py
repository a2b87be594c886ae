"""The signature of delivered content (WebSub, section 7.1): ``X-Hub-Signature: method=hex``."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-Hub-Signature"
_METHODS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


def is_signed(body: bytes, secret: str, header: str | None) -> bool:
    """Whether whoever sent these bytes knows the secret."""
    name, _, given = (header or "").strip().partition("=")
    method = _METHODS.get(name.lower())
    if method is None:
        return False
    expected = hmac.new(secret.encode(), body, method).hexdigest()
    return hmac.compare_digest(expected.encode(), given.strip().lower().encode("utf-8", "surrogateescape"))
