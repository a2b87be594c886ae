"""Tunnels through a proxy: a proxy that refuses one is named as such, at once, and let go of.

Scrapy's own endpoint waits out the whole deadline when the proxy closes without a word, and leaves the connection open
when it says no.
"""

# ruff: noqa: N802, N803 - the names are those of Scrapy and Twisted

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers import http11

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred
    from twisted.internet.protocol import Factory, Protocol
    from twisted.python.failure import Failure

TunnelError = http11.TunnelError


class Tunnel(http11._TunnelingTCP4ClientEndpoint):  # noqa: SLF001 - Scrapy has no public way to it
    """One connection to a proxy, and what it answers to CONNECT."""

    def connect(self, protocolFactory: Factory) -> Deferred[Any]:
        """See Scrapy; raises TunnelError also when the proxy closes."""
        ready: Deferred[Any] = super().connect(protocolFactory)
        return ready.addErrback(self._hang_up)

    def requestTunnel(self, protocol: Protocol) -> Protocol:
        """Ask for the tunnel, and notice when the proxy closes instead."""
        pass_on = protocol.connectionLost

        def connection_lost(reason: Failure) -> None:
            if not self._tunnelReadyDeferred.called:
                self._tunnelReadyDeferred.errback(TunnelError("the proxy closed"))
            pass_on(reason)

        protocol.connectionLost = connection_lost  # type: ignore[method-assign,assignment]
        return super().requestTunnel(protocol)

    def _hang_up(self, failure: Failure) -> Failure:
        protocol = getattr(self, "_protocol", None)
        if protocol is not None and protocol.transport is not None:
            protocol.transport.abortConnection()
        return failure


def watch_tunnels() -> None:
    """Have Scrapy make its tunnels in this way."""
    http11._TunnelingTCP4ClientEndpoint = Tunnel  # type: ignore[misc]  # noqa: SLF001 - the same
