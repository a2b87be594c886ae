"""A page that tries every way a browser has to reach another server, and a listener that hears each of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from types import TracebackType

_PAGE = """<!doctype html><html><head><title>ways out</title>
<link rel="icon" href="@/favicon"><link rel="stylesheet" href="@/css"><link rel="preload" as="script" href="@/preload">
<link rel="modulepreload" href="@/modulepreload"><link rel="prefetch" href="@/prefetch"><link rel="preconnect" href="@">
<link rel="dns-prefetch" href="@"><link rel="manifest" href="@/manifest"><link rel="prerender" href="@/prerender">
<style>@import url(@/import); @font-face {font-family: f; src: url(@/font)} p {font-family: f; background: url(@/bg)}
</style><script src="@/script"></script><script type="module">import "@/module";</script>
<script type="speculationrules">{"prefetch": [{"source": "list", "urls": ["@/speculated"]}]}</script>
<script type="importmap">{"imports": {"mapped": "@/mapped"}}</script>
</head><body background="@/background"><p>text</p><img src="@/img"><img srcset="@/srcset 2x">
<video src="@/video" autoplay></video><audio src="@/audio" autoplay></audio>
<object data="@/object"></object><embed src="@/embed">
<iframe src="@/iframe"></iframe><iframe srcdoc="<img src=@/srcdoc><script src=@/srcdocscript></script>"></iframe>
<a id="ping" href="#" ping="@/ping">a</a><svg><use href="@/use#a"/><image href="@/svgimage"/></svg>
<form id="form" method="post" target="popup" action="@/form"><input name="a"></form>
<script>
const attempt = work => { try { const done = work(); if (done && done.catch) done.catch(() => 0); } catch (_) {} };
const source = text => URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
attempt(() => fetch("@/fetch", {mode: "no-cors"}));
attempt(() => fetch("@/post", {mode: "no-cors", method: "POST", body: "x"}));
attempt(() => fetch("@/keepalive", {mode: "no-cors", keepalive: true}));
attempt(() => { const x = new XMLHttpRequest(); x.open("GET", "@/xhr"); x.send(); });
attempt(() => { const x = new XMLHttpRequest(); x.open("PUT", "@/put"); x.setRequestHeader("a", "b"); x.send("x"); });
attempt(() => { const x = new XMLHttpRequest(); x.open("GET", "@/sync", false); x.send(); });
attempt(() => navigator.sendBeacon("@/beacon", "x"));
attempt(() => new WebSocket("@/socket".replace("http", "ws")));
attempt(() => new EventSource("@/events"));
attempt(() => new Worker(source('importScripts("@/worker"); fetch("@/inworker", {mode: "no-cors"})')));
attempt(() => new Worker(source('fetch("@/workerfetch", {mode: "no-cors"})')));
attempt(() => new Worker(source('new WebSocket("@/workersocket".replace("http", "ws"))')));
attempt(() => new SharedWorker(source('fetch("@/sharedworker", {mode: "no-cors"})')));
attempt(() => navigator.serviceWorker.register("/sw.js"));
attempt(() => import("@/dynamic"));
attempt(() => new WebTransport("@/transport".replace("http:", "https:")));
attempt(() => { const peer = new RTCPeerConnection({iceServers: [{urls: ["stun:@HOST", "turn:@HOST"], username: "a",
  credential: "b"}, {urls: "turn:@HOST?transport=tcp", username: "a", credential: "b"}]});
  peer.createDataChannel("a"); peer.createOffer().then(offer => peer.setLocalDescription(offer)); });
attempt(() => document.getElementById("ping").click());
attempt(() => document.getElementById("form").submit());
attempt(() => window.open("@/popup"));
attempt(() => { const f = document.createElement("iframe"); f.src = URL.createObjectURL(new Blob(
  ['<img src="@/blobimage"><script src="@/blobscript"><\\/script>'], {type: "text/html"})); document.body.append(f); });
attempt(() => { const f = document.createElement("iframe"); f.src = "data:text/html,<img src='@/dataimage'>";
  document.body.append(f); });
attempt(() => fetch("file:///etc/hostname")); attempt(() => window.open("file:///etc/hostname"));
attempt(() => { const a = document.createElement("a"); a.href = "@/download"; a.download = "x"; a.click(); });
attempt(() => new Notification("x", {icon: "@/notification"}));
attempt(() => navigator.geolocation.getCurrentPosition(() => 0));
attempt(() => { alert("x"); confirm("x"); prompt("x"); });
attempt(() => new Audio("@/newaudio").play());
setTimeout(() => { location.href = "@/navigation"; }, 300);
document.body.append("the end is reached");
</script><meta http-equiv="refresh" content="1;url=@/refresh"></body></html>
"""


def page_to(server: HttpServer) -> str:
    """The page whose every way leads to this server."""
    return _PAGE.replace("@HOST", f"{server.address}:{server.port}").replace("@", server.url("").rstrip("/"))


class Ear:
    """Hears who comes to an address and port by TCP or UDP; use as ``async with``."""

    def __init__(self, address: str) -> None:
        self.server = HttpServer(address)
        for path in ("/download", "/navigation", "/refresh"):
            self.server.answers_with(path, 204)  # so that the page stays
        self.datagrams: list[bytes] = []
        self._transport: asyncio.DatagramTransport | None = None

    @property
    def heard(self) -> set[str]:
        """The paths that were asked for, connections without a word and datagrams."""
        paths = {request.path for request in self.server.requests}
        silent = {"(connection)"} if self.server.connections else set()
        return paths | silent | ({"(datagram)"} if self.datagrams else set())

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        local = (self.server.address, self.server.port)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self.datagrams), local)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transport is not None:
            self._transport.close()
        await self.server.__aexit__(kind, error, trace)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, heard: list[bytes]) -> None:
        self._heard = heard

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:  # noqa: ARG002 - asyncio's
        self._heard.append(data)
