"""What the resolver lets Twisted connect to."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest

from gateway.addresses import AddressPolicy, Refusal, Target
from gateway.resolver import GuardedResolver
from tests.gateway.spellings import FORBIDDEN_HOSTS

if TYPE_CHECKING:
    from twisted.internet.address import IPv4Address, IPv6Address

    from gateway.resolver import Resolution


class Asker:
    """Collects what it is told, as Twisted's endpoint does."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.done = asyncio.Event()

    def resolutionBegan(self, resolutionInProgress: Resolution) -> None:  # noqa: N802, N803 - Twisted's interface
        """The question was taken."""

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:  # noqa: N802 - the same
        """One address."""
        self.addresses.append(str(address.host))

    def resolutionComplete(self) -> None:  # noqa: N802 - the same
        """That was all."""
        self.done.set()


async def resolve(resolver: GuardedResolver, host: str, port: int = 80) -> list[str]:
    """The addresses that Twisted would dial."""
    asker = Asker()
    resolver.resolveHostName(asker, host, port)
    await asyncio.wait_for(asker.done.wait(), 20)
    return asker.addresses


def names_resolve_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """The name server answers with these, whatever it is asked."""
    infos = [(socket.AF_INET6 if ":" in address else socket.AF_INET, 1, 6, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: infos)


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
async def test_forbidden_spelling_gets_no_address(host: str) -> None:
    """Even if a spelling slipped past the judgement of its URL, nothing is dialled."""
    assert await resolve(GuardedResolver(AddressPolicy()), host.strip("[]")) == []


async def test_rebinding_name_gets_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name that resolves to the cloud's metadata service."""
    names_resolve_to(monkeypatch, "169.254.169.254")
    resolver = GuardedResolver(AddressPolicy())
    assert await resolve(resolver, "akhbar.example") == []
    assert resolver.take_refusal(Target("akhbar.example", 80)) is Refusal.ADDRESS
    assert resolver.take_refusal(Target("akhbar.example", 80)) is None


async def test_mixed_answer_is_sifted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the public one of two addresses is dialled."""
    names_resolve_to(monkeypatch, "127.0.0.1", "93.184.216.34", "::1", "2606:2800:220:1::1")
    resolver = GuardedResolver(AddressPolicy())
    assert await resolve(resolver, "akhbar.example") == ["93.184.216.34", "2606:2800:220:1::1"]


async def test_thousand_addresses_are_not_all_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else whoever owns a name could have us knock at a thousand doors of others."""
    names_resolve_to(monkeypatch, "10.0.0.1", *(f"93.184.{high}.{low}" for high in range(4) for low in range(250)))
    resolver = GuardedResolver(AddressPolicy())
    assert await resolve(resolver, "akhbar.example") == [f"93.184.0.{low}" for low in range(10)]


async def test_excepted_target_is_resolved() -> None:
    """A feed on the organisation's own network."""
    resolver = GuardedResolver(AddressPolicy(frozenset({Target("127.0.0.1", 8080)})))
    assert await resolve(resolver, "127.0.0.1", 8080) == ["127.0.0.1"]
    assert await resolve(resolver, "127.0.0.1", 8081) == []


async def test_unknown_name_is_no_refusal() -> None:
    """A name that does not exist is the feed's trouble, not the policy's."""
    resolver = GuardedResolver(AddressPolicy())
    assert await resolve(resolver, "nowhere.invalid") == []
    assert resolver.take_refusal(Target("nowhere.invalid", 80)) is None


async def test_refusals_are_bounded() -> None:
    """A feed that links to a million private addresses must not fill the memory."""
    resolver = GuardedResolver(AddressPolicy())
    for number in range(1500):
        await resolve(resolver, f"10.0.{number // 250}.{number % 250}")
    assert len(resolver._refusals) <= 1000
