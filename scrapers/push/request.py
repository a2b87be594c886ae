"""What a hub is asked (WebSub, section 5.1): a form, and whether its answer means yes."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlencode

# Of the secret and of the token; in hexadecimal still well under the 200 bytes that a secret may have (section 5.1).
RANDOM_BYTES = 32
TOKEN_LENGTH = 43
REDIRECTS = frozenset({307, 308})
FORM_TYPE = "application/x-www-form-urlencoded"


class Mode(StrEnum):
    """What is wanted of a hub."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


def is_token(text: str) -> bool:
    """Whether this could be a callback's token (``secrets.token_urlsafe``), before anybody is asked for it."""
    return len(text) == TOKEN_LENGTH and all(char.isascii() and (char.isalnum() or char in "-_") for char in text)


def callback_url(base: str, token: str) -> str:
    """Where a hub is to deliver, below the public address that the configuration names."""
    return f"{base.rstrip('/')}/{token}"


def form(mode: Mode, callback: str, topic: str, secret: str, lease_seconds: int) -> bytes:
    """The body of the request; the secret and the lease are a subscription's alone."""
    fields = {"hub.callback": callback, "hub.mode": mode.value, "hub.topic": topic}
    if mode is Mode.SUBSCRIBE:
        fields |= {"hub.lease_seconds": str(lease_seconds), "hub.secret": secret}
    return urlencode(fields).encode("ascii")


def is_accepted(status: int) -> bool:
    """Whether the hub will verify: 202 by the Recommendation, other 2xx from older hubs."""
    return status in range(200, 300)
