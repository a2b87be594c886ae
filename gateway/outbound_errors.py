"""How a call to a URL that a user gave us fails: refused by the address policy, or without an answer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gateway.addresses import Refusal


class OutboundTrouble(StrEnum):
    """How a call came to no answer."""

    TIMEOUT = "timeout"
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    PROTOCOL = "protocol"


class OutboundRefused(Exception):
    """The address policy forbids the URL or what it resolves to."""

    permanent = True

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"the gateway refuses to connect: {refusal}")
        self.refusal = refusal


class OutboundFailed(Exception):
    """No answer came; trying again later can help."""

    permanent = False

    def __init__(self, kind: OutboundTrouble) -> None:
        super().__init__(f"no answer came: {kind}")
        self.kind = kind
