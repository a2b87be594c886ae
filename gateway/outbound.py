"""The client for URLs that users give us: webhooks, and the operator's heartbeat.

In: a URL, headers, a body. Out: the answer's status, headers and first bytes, or one of two errors that name no URL.
Every socket is judged by the address policy when it is created, after whatever the name resolved to; nothing is
followed, no proxy of the environment is used, certificates are checked, and one deadline covers all.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import aiohttp

from gateway.addresses import AddressPolicy, Refusal, Target
from gateway.outbound_errors import OutboundFailed, OutboundRefused, OutboundTrouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp.typedefs import LooseHeaders

    AddressInfo = tuple[int, int, int, str, tuple[str | int, ...]]

DEADLINE_SECONDS = 30.0
REPLY_LIMIT = 65_536


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; ``body`` is what of it came within the limit and the deadline, still compressed if it was."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Call:
    """One call, with the policy that holds for it; None for what the operator runs himself."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None
    policy: AddressPolicy | None
    reply_limit: int


class Outbound:
    """Makes calls; each has a connection of its own, so that none is reused past the judgement it came by.

    So nothing stays open between calls, and there is nothing to close.
    """

    def __init__(
        self, policy: AddressPolicy, *, user_agent: str = "Marsad", ssl_context: ssl.SSLContext | None = None
    ) -> None:
        self._policy = policy
        self._user_agent = user_agent
        self._ssl_context = ssl_context or ssl.create_default_context()

    async def post(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        body: bytes,
        exception: Target | None = None,
        deadline_seconds: float = DEADLINE_SECONDS,
        reply_limit: int = REPLY_LIMIT,
    ) -> Reply:
        """Post a body; ``exception`` is the one target excepted for it. Raises OutboundRefused or OutboundFailed."""
        call = _Call("POST", url, headers, body, self._policy_for(exception), reply_limit)
        return await self._make(call, exception, deadline_seconds)

    async def get(
        self,
        url: str,
        *,
        exception: Target | None = None,
        operated: bool = False,
        deadline_seconds: float = DEADLINE_SECONDS,
        reply_limit: int = REPLY_LIMIT,
    ) -> Reply:
        """Get a URL; one that the operator set for the service itself (``operated``) is not judged."""
        policy = None if operated else self._policy_for(exception)
        return await self._make(_Call("GET", url, {}, None, policy, reply_limit), exception, deadline_seconds)

    def refuses(self, url: str, exception: Target | None = None) -> Refusal | None:
        """Why this URL would not be posted to, or None; what its name resolves to is judged only when it is."""
        return self._policy_for(exception).refuse_url(url, exception)

    def _policy_for(self, exception: Target | None) -> AddressPolicy:
        return replace(self._policy, exceptions=frozenset() if exception is None else frozenset({exception}))

    async def _make(self, call: _Call, exception: Target | None, deadline_seconds: float) -> Reply:
        target = Target.of_url(call.url)
        refusal = call.policy.refuse_url(call.url, exception) if call.policy else None
        if refusal is not None or target is None:
            raise OutboundRefused(refusal or Refusal.MALFORMED)
        refusals: list[Refusal] = []
        deadline = asyncio.get_running_loop().time() + deadline_seconds
        try:
            return await self._send(call, partial(_judged_socket, call.policy, target, refusals), deadline)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            kind = _trouble(error)
        if refusals:
            raise OutboundRefused(refusals[0])
        raise OutboundFailed(kind)

    async def _send(self, call: _Call, open_socket: partial[socket.socket], deadline: float) -> Reply:
        connector = aiohttp.TCPConnector(
            socket_factory=open_socket, ssl=self._ssl_context, force_close=True, use_dns_cache=False
        )
        headers: LooseHeaders = {"User-Agent": self._user_agent, **call.headers}
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            trust_env=False,
        )
        async with session:
            async with asyncio.timeout_at(deadline):
                response = await session.request(
                    call.method, call.url, headers=headers, data=call.body, allow_redirects=False
                )
            body = await _beginning(response, call.reply_limit, deadline)
            response.close()
            return Reply(response.status, response.headers, body)


async def _beginning(response: aiohttp.ClientResponse, limit: int, deadline: float) -> bytes:
    """The body's first bytes; the status has said what counts, so a body that drips or breaks off is no failure."""
    body = bytearray()
    try:
        async with asyncio.timeout_at(deadline):
            while chunk := await response.content.read(limit - len(body)):
                body += chunk
    except (aiohttp.ClientError, OSError, TimeoutError):
        pass
    return bytes(body)


def _judged_socket(
    policy: AddressPolicy | None, target: Target, refusals: list[Refusal], info: AddressInfo
) -> socket.socket:
    """A socket for an address that the policy allows; asked for literals too."""
    family, kind, protocol, _, address = info
    refusal = policy.refuse_address(str(address[0]), target.host, target.port) if policy else None
    if refusal is not None:
        refusals.append(refusal)
        raise OSError(refusal.value)
    return socket.socket(family, kind, protocol)


def _trouble(error: Exception) -> OutboundTrouble:
    if isinstance(error, TimeoutError):
        return OutboundTrouble.TIMEOUT
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return OutboundTrouble.TLS
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return OutboundTrouble.DNS
    if isinstance(error, aiohttp.ClientConnectionError | OSError):
        return OutboundTrouble.CONNECTION
    return OutboundTrouble.PROTOCOL
