"""How webhooks are called: where to, how long, how much of the answer is read."""

from __future__ import annotations

import gzip
import ssl
import time
from typing import TYPE_CHECKING

import pytest
import trustme

from gateway.addresses import AddressPolicy, Refusal
from gateway.outbound import Outbound
from gateway.outbound_errors import OutboundFailed, OutboundRefused, OutboundTrouble
from tests.gateway.spellings import DISGUISED_URLS, FORBIDDEN_HOSTS
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from gateway.outbound import Reply

BODY = '{"title": "اشتباكات في هجين"}'.encode()


async def post(server: HttpServer, path: str = "/hook", deadline: float = 5.0, **options: object) -> Reply:
    """Call the webhook as the configuration excepts it."""
    outbound = Outbound(AddressPolicy(), **options)  # type: ignore[arg-type]
    return await outbound.post(
        server.url(path), headers={"X-Id": "7"}, body=BODY, exception=server.target, deadline_seconds=deadline
    )


async def trouble(server: HttpServer, deadline: float = 5.0, **options: object) -> OutboundTrouble:
    """How a call to it fails."""
    with pytest.raises(OutboundFailed) as caught:
        await post(server, deadline=deadline, **options)
    assert server.address not in str(caught.value)
    return caught.value.kind


async def test_body_and_headers_arrive(endpoint: HttpServer) -> None:
    """The usual case."""
    endpoint.answers_with("/hook", 202, {"X-Answer": "yes"}, "شكرا".encode())
    reply = await post(endpoint)
    (received,) = endpoint.requests
    assert (received.method, received.body, received.headers["x-id"]) == ("POST", BODY, "7")
    assert (reply.status, reply.headers.get("x-answer"), reply.body) == (202, "yes", "شكرا".encode())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(endpoint: HttpServer, status: int) -> None:
    """The secret URL's payload must not be handed to whoever the receiver names."""
    endpoint.redirects_to("/hook", endpoint.url("/elsewhere"), status)
    assert (await post(endpoint)).status == status
    assert not endpoint.asked_for("/elsewhere")


async def test_private_address_needs_an_exception(endpoint: HttpServer) -> None:
    """Nothing is sent where the configuration did not say so."""
    with pytest.raises(OutboundRefused) as caught:
        await Outbound(AddressPolicy(ports=frozenset({endpoint.port}))).post(endpoint.url(), headers={}, body=b"")
    assert caught.value.refusal is Refusal.ADDRESS
    assert endpoint.connections == 0


async def test_name_of_a_private_address_is_refused(endpoint: HttpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is judged by what it resolves to when the socket is made."""
    address = ("", endpoint.port)
    info = {"hostname": "hooks.example", "host": "127.0.0.1", "port": address[1], "family": 2, "proto": 6, "flags": 4}

    async def resolve(*_: object, **__: object) -> list[dict[str, object]]:
        return [info]

    monkeypatch.setattr("aiohttp.resolver.ThreadedResolver.resolve", resolve)
    outbound = Outbound(AddressPolicy(ports=frozenset({endpoint.port})))
    with pytest.raises(OutboundRefused):
        await outbound.post(endpoint.url(host="hooks.example"), headers={}, body=b"")
    assert endpoint.connections == 0


@pytest.mark.parametrize("url", [*(f"http://{host}/" for host in FORBIDDEN_HOSTS), *DISGUISED_URLS])
async def test_forbidden_urls_are_refused(url: str) -> None:
    """A webhook's URL is judged like a feed's."""
    with pytest.raises(OutboundRefused):
        await Outbound(AddressPolicy()).post(url, headers={}, body=b"")


async def test_operated_url_is_not_judged(endpoint: HttpServer) -> None:
    """The heartbeat's monitor may stand in the operator's own network."""
    endpoint.answers_with("/ping", 200)
    assert (await Outbound(AddressPolicy()).get(endpoint.url("/ping"), operated=True)).status == 200


async def test_proxy_of_the_environment_is_ignored(endpoint: HttpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect for us, to anything."""
    endpoint.answers_with("/hook", 204)
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert (await post(endpoint)).status == 204


async def test_endless_answer_is_cut(endpoint: HttpServer) -> None:
    """A gigabyte of reply costs 64 KiB."""
    endpoint.streams_endlessly("/hook")
    reply = await post(endpoint)
    assert (reply.status, len(reply.body)) == (200, 65_536)


async def test_bomb_is_not_unpacked(endpoint: HttpServer) -> None:
    """What the receiver says is not worth decompressing."""
    endpoint.sends_a_bomb("/hook", "gzip", size=1_000_000)
    assert gzip.decompress((await post(endpoint)).body) == bytes(1_000_000)


async def test_dripping_body_keeps_its_status(endpoint: HttpServer) -> None:
    """The receiver accepted; sending again because its reply drips would double the alert."""
    endpoint.drips("/hook", seconds_a_byte=0.05)
    assert (await post(endpoint, deadline=0.5)).status == 200


async def test_silent_receiver_ends_at_the_deadline(endpoint: HttpServer) -> None:
    """A receiver that never answers must not hold a sender for ever."""
    endpoint.hangs("/hook")
    started = time.monotonic()
    assert await trouble(endpoint, deadline=0.3) is OutboundTrouble.TIMEOUT
    assert time.monotonic() - started < 5


async def test_dripping_head_ends_at_the_deadline(endpoint: HttpServer) -> None:
    """A byte now and then is no answer."""
    endpoint.drips_its_head("/hook", seconds_a_byte=0.05)
    assert await trouble(endpoint, deadline=0.4) is OutboundTrouble.TIMEOUT


async def test_closed_port_is_a_connection_failure(endpoint: HttpServer) -> None:
    """The receiver is being restarted."""
    endpoint.port, port = 1, endpoint.port
    assert await trouble(endpoint) is OutboundTrouble.CONNECTION
    endpoint.port = port


async def test_unknown_name_is_a_dns_failure() -> None:
    """The receiver's domain has lapsed."""
    with pytest.raises(OutboundFailed) as caught:
        await Outbound(AddressPolicy()).post("https://nowhere.invalid/", headers={}, body=b"")
    assert caught.value.kind is OutboundTrouble.DNS


async def test_garbage_is_a_protocol_failure(endpoint: HttpServer) -> None:
    """Something else listens there."""
    endpoint.sends("/hook", b"220 mail.example ESMTP\r\n\r\n")
    assert await trouble(endpoint) in {OutboundTrouble.PROTOCOL, OutboundTrouble.CONNECTION}


async def test_trusted_certificate_is_accepted(authority: trustme.CA, trusting: ssl.SSLContext) -> None:
    """The usual case over TLS."""
    async with HttpServer(tls=served_by(authority.issue_cert("127.0.0.1"))) as server:
        server.answers_with("/hook", 200)
        assert (await post(server, ssl_context=trusting)).status == 200


@pytest.mark.parametrize("flaw", ["unknown authority", "another host"])
async def test_bad_certificate_is_refused(authority: trustme.CA, trusting: ssl.SSLContext, flaw: str) -> None:
    """Whoever stands between us and the receiver must not read the alert."""
    issuer, name = (trustme.CA(), "127.0.0.1") if flaw == "unknown authority" else (authority, "hooks.example")
    async with HttpServer(tls=served_by(issuer.issue_cert(name))) as server:
        assert await trouble(server, ssl_context=trusting) is OutboundTrouble.TLS
        assert not server.requests


def served_by(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """A server's context that shows this certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context
