"""The demo's webhook receiver trusts only rightly signed calls."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import pytest
from standardwebhooks import Webhook

from scheduler.demo.webhook_sink import BadSignatureError, Hook, WebhookSink, new_secret, verify

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BODY = json.dumps({"type": "alert.created", "data": {"title": "هجين"}}, ensure_ascii=False)


def signed(secret: str, message_id: str = "msg_1", at: float | None = None) -> dict[str, str]:
    """Headers as the reference library makes them."""
    moment = datetime.fromtimestamp(time.time() if at is None else at, UTC)
    signature = Webhook(secret).sign(message_id, moment, BODY)
    stamp = str(int(moment.timestamp()))
    return {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": signature}


def test_reference_signature_is_accepted() -> None:
    """The receiver is written from the specification and must agree with the reference library."""
    secret = new_secret()
    assert verify(secret, signed(secret), BODY.encode(), time.time()) == "msg_1"


def test_one_of_two_signatures_suffices() -> None:
    """While a secret is rotated a call carries a signature for each."""
    secret = new_secret()
    headers = signed(secret)
    headers["webhook-signature"] = f"v1,AAAA {headers['webhook-signature']}"
    assert verify(secret, headers, BODY.encode(), time.time()) == "msg_1"


@pytest.mark.parametrize("change", ["body", "secret", "id", "old"])
def test_forged_call_is_refused(change: str) -> None:
    """Another body, secret or id, or a replay, is not our alert."""
    secret = new_secret()
    headers = signed(secret, at=time.time() - 3600 if change == "old" else None)
    if change == "id":
        headers["webhook-id"] = "msg_2"
    body = b"{}" if change == "body" else BODY.encode()
    with pytest.raises(BadSignatureError):
        verify(new_secret() if change == "secret" else secret, headers, body, time.time())


@pytest.fixture
async def accepted() -> list[Hook]:
    """What the sink accepted, in order."""
    return []


@pytest.fixture
async def sink(accepted: list[Hook]) -> AsyncIterator[WebhookSink]:
    """A listening sink."""
    sink = WebhookSink(accepted.append)
    await sink.start()
    yield sink
    await sink.stop()


async def test_sink_keeps_signed_calls_only(sink: WebhookSink, accepted: list[Hook]) -> None:
    """An unsigned call gets 401 and never counts as a delivered alert."""
    async with aiohttp.ClientSession() as session:
        async with session.post(sink.url, data=BODY) as unsigned:
            assert unsigned.status == 401
        async with session.post(sink.url, data=BODY.encode(), headers=signed(sink.secret)) as answer:
            assert answer.status == 204
    assert [hook.message_id for hook in accepted] == ["msg_1"]
    assert sink.refused == 1
