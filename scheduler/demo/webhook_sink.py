"""A webhook receiver as an integrator would write one: it checks the Standard Webhooks signature by itself."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOLERANCE_SECONDS = 300
_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook call whose signature is right: its ``webhook-id`` and the JSON object it carried."""

    message_id: str
    payload: dict[str, Any]


class BadSignatureError(Exception):
    """The call was not signed with our secret, or long ago."""


def new_secret() -> str:
    """A signing secret of 32 random bytes."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """The ``webhook-id`` of a rightly signed call; raises :class:`BadSignatureError`.

    Standard Webhooks: HMAC-SHA256 over ``id.timestamp.body``; several signatures may be given, separated by spaces.
    """
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(now - int(timestamp)) > _TOLERANCE_SECONDS:
        raise BadSignatureError("the timestamp is missing or too far from now")
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    right = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = f"v1,{base64.b64encode(right).decode()}"
    if not any(hmac.compare_digest(expected, given) for given in headers.get("webhook-signature", "").split()):
        raise BadSignatureError("no signature matches")
    return message_id


class WebhookSink:
    """Listens on 127.0.0.1; ``accept`` is called with each well-signed call just before its 204 goes out.

    Calls whose id is ``busy`` get 503 instead.
    """

    def __init__(self, accept: Callable[[Hook], None], busy: Callable[[str], bool] | None = None) -> None:
        self._accept = accept
        self._busy = busy or (lambda _: False)
        self._runner: web.AppRunner | None = None
        self.secret = new_secret()
        self.port = 0
        self.refused = 0

    @property
    def url(self) -> str:
        """Where to post."""
        return f"http://127.0.0.1:{self.port}/alerts"

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_post("/alerts", self._receive)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        try:
            message_id = verify(self.secret, request.headers, body, time.time())
        except BadSignatureError:
            self.refused += 1
            raise web.HTTPUnauthorized from None
        if self._busy(message_id):
            raise web.HTTPServiceUnavailable
        self._accept(Hook(message_id, json.loads(body)))
        return web.Response(status=204)
