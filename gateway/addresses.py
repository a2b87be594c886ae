"""The address policy: which URLs and addresses may be connected to, decided without any I/O.

In: a URL or a resolved address, and the exception the configuration grants. Out: None, or the reason for refusing.
A URL is judged before anything is resolved, the address at the moment of connecting; both must pass.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from gateway.forbidden_networks import is_forbidden
from gateway.host_names import canonical_host, literal_address

DEFAULT_PORTS = {"http": 80, "https": 443}
_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "home.arpa")
# What a proxy may find in a name server of its own network, where we cannot judge the address.
_NEARBY_NAMES = ("lan", "home", "corp", "intranet", "private")


class Refusal(StrEnum):
    """Why the gateway will not connect."""

    MALFORMED = "malformed"
    SCHEME = "scheme"
    USERINFO = "userinfo"
    HOST = "host"
    PORT = "port"
    ADDRESS = "address"
    NOT_ITS_EXCEPTION = "not_its_exception"


@dataclass(frozen=True, slots=True)
class Target:
    """A host and port, the host in its canonical spelling: what an exception to the policy is granted for."""

    host: str
    port: int

    @classmethod
    def of_url(cls, url: str) -> Target | None:
        """The target that an http or https URL leads to, or None when it has none."""
        try:
            parts = urlsplit(url)
            port = DEFAULT_PORTS.get(parts.scheme) if parts.port is None else parts.port
        except ValueError:
            return None
        host = canonical_host(parts.hostname or "")
        return None if host is None or port is None else cls(host, port)


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What may be connected to: public addresses on ``ports``, and the ``exceptions`` of the configuration.

    An exception in ``exceptions`` is of use only to a request that names it as its own.
    """

    exceptions: frozenset[Target] = frozenset()
    ports: frozenset[int] = frozenset({80, 443})

    def refuse_url(self, url: str, exception: Target | None = None) -> Refusal | None:
        """Why this URL may not be asked for by a request whose own exception is the one given, or None."""
        parts = _split(url)
        if parts is None:
            return Refusal.MALFORMED
        if parts.scheme not in DEFAULT_PORTS:
            return Refusal.SCHEME
        if "@" in parts.netloc:
            return Refusal.USERINFO
        target = Target.of_url(url)
        return Refusal.HOST if target is None else self._refuse_target(target, exception)

    def refuse_proxied_url(self, url: str, exception: Target | None = None) -> Refusal | None:
        """As ``refuse_url``, for a URL whose name a proxy resolves: names that only a private network has are out."""
        refusal = self.refuse_url(url, exception)
        target = Target.of_url(url)
        if refusal is not None or target is None or target == exception or literal_address(target.host) is not None:
            return refusal
        is_nearby = "." not in target.host or target.host.endswith(tuple(f".{name}" for name in _NEARBY_NAMES))
        return Refusal.ADDRESS if is_nearby else None

    def refuse_address(self, ip: str, host: str, port: int) -> Refusal | None:
        """Why a connection to ``ip``, which ``host`` resolved to, may not be opened, or None."""
        name = canonical_host(host)
        if name is not None and Target(name, port) in self.exceptions:
            return None
        if port not in self.ports:
            return Refusal.PORT
        try:
            address = ipaddress.ip_address(ip.partition("%")[0])
        except ValueError:
            return Refusal.MALFORMED
        return Refusal.ADDRESS if is_forbidden(address) else None

    def _refuse_target(self, target: Target, exception: Target | None) -> Refusal | None:
        if target == exception and target in self.exceptions:
            return None
        if target in self.exceptions:
            return Refusal.NOT_ITS_EXCEPTION
        if target.port not in self.ports:
            return Refusal.PORT
        address = literal_address(target.host)
        forbidden = _is_local_name(target.host) if address is None else is_forbidden(address)
        return Refusal.ADDRESS if forbidden else None


def _split(url: str) -> SplitResult | None:
    """The parts of a URL that every parser reads alike, else None: no backslash or control character, no blank edge."""
    if "\\" in url or url != url.strip() or any(char < " " or char == "\x7f" for char in url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_local_name(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in _LOCAL_NAMES)
