"""What the service's own addresses must look like. Pure: a value in, what is wrong with it or None out.

The sentences never repeat the value: it may be a secret.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_HOST_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?")


def heartbeat_problem(url: str) -> str | None:
    """Why this URL can never be pinged; none is asked for when it is empty."""
    wanted = "must be an http or https URL with a host, without spaces"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return wanted
    is_sound = parts.scheme in ("http", "https") and parts.hostname and port != 0 and _is_one_word(url)
    return None if is_sound or not url else wanted


def host_problem(host: str) -> str | None:
    """Why this is no host name or address by itself; to listen on an empty one is to listen on every address."""
    if _HOST_NAME.fullmatch(host) or _is_address(host):
        return None
    return "must be a host name or an address alone, without http://, smtp:// or a port"


def sender_problem(sender: str) -> str | None:
    """Why mails cannot be from this; alerts.yaml may name another when it is empty."""
    if not sender:
        return None
    from alerts.channels.email.options import SmtpOptions
    from alerts.errors import AlertsError

    try:
        SmtpOptions(host="localhost", port=25, sender=sender)
    except AlertsError as error:
        return f"cannot be used: {error}"
    return None


def plain_text_problem(host: str) -> str | None:
    """Why this mail server must not be spoken to without TLS."""
    from alerts.channels.email.options import is_loopback

    return None if is_loopback(host) else "may be none for a mail server on this machine only; use starttls or implicit"


def contact_problem(contact: str) -> str | None:
    """Why this cannot stand in the header of a request."""
    return None if contact.isascii() and contact.isprintable() else "must be one line of ASCII: an address or a URL"


def _is_one_word(text: str) -> bool:
    return text.isprintable() and not any(character.isspace() for character in text)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
