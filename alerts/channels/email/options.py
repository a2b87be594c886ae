"""How to reach the mail server, as the service's environment says."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from alerts.addresses import split_display_address
from alerts.errors import AlertsError

if TYPE_CHECKING:
    import ssl

LONGEST_DEADLINE_SECONDS = 60.0


class Tls(StrEnum):
    """How the connection is protected; none of them falls back to another."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpOptions:
    """The mail server and who the mails are from. Raises :class:`AlertsError` for what would not be safe.

    ``tls_context`` replaces the system's trust, for servers with certificates of their own.
    """

    host: str = field(repr=False)
    port: int
    sender: str = field(repr=False)
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    tls: Tls = Tls.STARTTLS
    reply_to: str | None = field(default=None, repr=False)
    tls_context: ssl.SSLContext | None = field(default=None, repr=False)
    command_timeout_seconds: float = 30.0
    deadline_seconds: float = LONGEST_DEADLINE_SECONDS

    def __post_init__(self) -> None:
        """Refuse plain text beyond this machine, endless waiting and a sender that is no address."""
        if self.tls is Tls.NONE and not is_loopback(self.host):
            raise AlertsError("a mail server without TLS is allowed on this machine only; use starttls or implicit")
        if self.deadline_seconds > LONGEST_DEADLINE_SECONDS:
            raise AlertsError(f"the mail deadline must be at most {LONGEST_DEADLINE_SECONDS:.0f} s")
        try:
            split_display_address(self.sender)
        except ValueError as error:
            raise AlertsError(f"mail sender: {error}") from None

    @property
    def sender_address(self) -> str:
        """The bare address of the sender."""
        return split_display_address(self.sender)[1]

    @property
    def domain(self) -> str:
        """The sender's domain: what Message-IDs and List-Ids end in."""
        return self.sender_address.rpartition("@")[2].lower()


def is_loopback(host: str) -> bool:
    """Whether what is said to this host stays on this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
