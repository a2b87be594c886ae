"""The resolver through which Twisted, and so Scrapy, gets every address it connects to.

In: a host - a name or a literal, in any spelling - and a port. Out: those of its addresses that the policy allows.
Twisted dials exactly the addresses it is given, so what is judged here is what is connected to.
"""

# ruff: noqa: N802, N803 - the names are those of Twisted's interfaces

from __future__ import annotations

import asyncio
import socket
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from twisted.internet.address import IPv4Address, IPv6Address

from gateway.addresses import Target
from gateway.host_names import canonical_host, literal_address
from gateway.proxies import ProxyRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gateway.addresses import AddressPolicy, Refusal
    from gateway.proxies import Proxy

# A name may have a thousand addresses, each of which would be dialled in turn, whoever lives there.
MOST_ADDRESSES = 10
_REMEMBERED_REFUSALS = 1000
_REMEMBERED_PROXIES = 1000


class Receiver(Protocol):
    """Twisted's IResolutionReceiver: who asked, and is told the addresses one by one."""

    def resolutionBegan(self, resolutionInProgress: Resolution) -> None:
        """Before the first."""

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:
        """Each one."""

    def resolutionComplete(self) -> None:
        """After the last."""


class Reactor(Protocol):
    """Twisted's IReactorPluggableNameResolver: a reactor whose resolver can be replaced."""

    def installNameResolver(self, resolver: object) -> object:
        """Use this one; answers with the one before."""


class Resolution:
    """Twisted's Resolution: a resolution under way."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Do nothing: an answer that comes late is dropped by Twisted."""


class GuardedResolver:
    """Resolves in threads of its own, as getaddrinfo blocks for many seconds when a name server is silent."""

    def __init__(self, policy: AddressPolicy, threads: int = 32) -> None:
        self.policy = policy
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="resolver")
        self._refusals: OrderedDict[Target, Refusal] = OrderedDict()
        self._proxies: OrderedDict[Target, None] = OrderedDict()
        self._lookups: set[asyncio.Task[None]] = set()
        self._replaced: object | None = None

    def install(self, reactor: Reactor) -> None:
        """Make this the reactor's only resolver."""
        self._replaced = reactor.installNameResolver(self)

    def uninstall(self, reactor: Reactor) -> None:
        """Give the reactor back the resolver it had."""
        if self._replaced is not None:
            reactor.installNameResolver(self._replaced)
        self._executor.shutdown(wait=False, cancel_futures=True)

    def take_refusal(self, target: Target) -> Refusal | None:
        """Why the last resolution of this target gave no address, if the policy is why; told once."""
        return self._refusals.pop(target, None)

    async def proxy_address(self, proxy: Proxy) -> str:
        """The address at which to dial a proxy, judged now; raises ProxyRefused, or OSError when its name has none."""
        host, port = proxy.target.host, proxy.target.port
        if literal_address(host) is not None:
            found = [host]
        else:
            found = await asyncio.get_running_loop().run_in_executor(self._executor, _addresses, host, port)
        allowed = sorted((address for address in found if proxy.may_dial(address)), key=lambda each: ":" in each)
        if not allowed:
            raise ProxyRefused
        self._proxies[Target(allowed[0], port)] = None
        if len(self._proxies) > _REMEMBERED_PROXIES:
            self._proxies.popitem(last=False)
        return allowed[0]

    def resolveHostName(
        self,
        resolutionReceiver: Receiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type] | None = None,  # noqa: ARG002 - Twisted's interface; we dial both families
        transportSemantics: str = "TCP",  # noqa: ARG002 - the same; it is always TCP
    ) -> Resolution:
        """See Twisted's IHostnameResolver; a literal address is judged like any other."""
        resolution = Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        literal = literal_address(hostName)
        if literal is not None:
            self._answer(resolutionReceiver, hostName, portNumber, [str(literal)])
        else:
            lookup = asyncio.get_running_loop().create_task(self._look_up(resolutionReceiver, hostName, portNumber))
            self._lookups.add(lookup)
            lookup.add_done_callback(self._lookups.discard)
        return resolution

    async def _look_up(self, receiver: Receiver, host: str, port: int) -> None:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._executor, _addresses, host, port)
        except (OSError, UnicodeError):
            found = []
        self._answer(receiver, host, port, found)

    def _answer(self, receiver: Receiver, host: str, port: int, addresses: list[str]) -> None:
        refusals = [self._refuse(address, host, port) for address in addresses]
        allowed = [address for address, refusal in zip(addresses, refusals, strict=True) if refusal is None]
        if refusals and not allowed and refusals[0] is not None:
            self._remember(host, port, refusals[0])
        for address in allowed[:MOST_ADDRESSES]:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()

    def _refuse(self, address: str, host: str, port: int) -> Refusal | None:
        """Twisted asks for a proxy by the address that was judged; no URL of a feed may name a forbidden one itself."""
        if address == host and Target(address, port) in self._proxies:
            return None
        return self.policy.refuse_address(address, host, port)

    def _remember(self, host: str, port: int, refusal: Refusal) -> None:
        self._refusals[Target(canonical_host(host) or host, port)] = refusal
        if len(self._refusals) > _REMEMBERED_REFUSALS:
            self._refusals.popitem(last=False)


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
