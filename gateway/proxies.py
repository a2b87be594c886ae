"""Proxies for what is fetched: HTTP proxies alone, as Tor's HTTPTunnelPort is one.

In: a proxy's URL, which only the operator writes. Out: where to dial, judged like any other address.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from gateway.addresses import Refusal, Target
from gateway.forbidden_networks import is_forbidden
from gateway.host_names import literal_address


class ProxyRefused(Exception):
    """No address of the proxy is one that may be dialled."""

    permanent = True

    def __init__(self) -> None:
        super().__init__("the proxy's address is private or forbidden")
        self.refusal = Refusal.ADDRESS


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; ``authorization`` is what it alone is sent, ``allow_private`` excepts its own address."""

    target: Target
    allow_private: bool = False
    authorization: str | None = field(default=None, repr=False)

    def may_dial(self, address: str) -> bool:
        """Whether this address of its is one to connect to; its port is the operator's choice."""
        literal = literal_address(address)
        return literal is not None and (self.allow_private or not is_forbidden(literal))


def read_proxy_url(url: str, *, allow_private: bool) -> Proxy:
    """The proxy at ``http://[user:password@]host:port``; raises ValueError, which never repeats the URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("not a valid url of a proxy") from None
    if parts.scheme != "http" or not port or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("a proxy's url must be of the form http://host:port")
    target = Target.of_url(f"http://{parts.netloc.rpartition('@')[2]}/")
    if target is None or any(character.isspace() or not character.isprintable() for character in url):
        raise ValueError("a proxy's url must be of the form http://host:port")
    return Proxy(target, allow_private, _basic(parts.username, parts.password))


def _basic(user: str | None, password: str | None) -> str | None:
    """RFC 7617, in UTF-8."""
    if user is None:
        return None
    pair = f"{unquote(user)}:{unquote(password or '')}"
    return f"Basic {b64encode(pair.encode()).decode()}"
