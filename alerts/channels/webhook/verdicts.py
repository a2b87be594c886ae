"""What an endpoint's answer, silence or refusal means for the delivery. Pure."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from alerts.sending import Outcome, SendResult, Status
from gateway.retry_after import asked_wait

if TYPE_CHECKING:
    from datetime import datetime

    from gateway.outbound_errors import OutboundFailed

_ACCEPTED = range(200, 300)
_REDIRECTS = range(300, 400)
_OVERLOADED = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
)


def answered(code: int, retry_after: str | None, now: datetime) -> SendResult:
    """Standard Webhooks: 2xx accepts, 3xx is a failure, 410 ends it, 429, 502 and 504 ask for less."""
    if code in _ACCEPTED:
        return SendResult(Outcome.SENT, Status.ACCEPTED, code)
    if code == HTTPStatus.GONE:
        return SendResult(Outcome.DEAD, Status.HOOK_GONE, code, disables_channel=True)
    if code in _REDIRECTS:
        return SendResult(Outcome.RETRY, Status.HOOK_REDIRECTS, code)
    wait = asked_wait(retry_after, now)
    if code in _OVERLOADED:
        return SendResult(
            Outcome.RETRY, Status.HOOK_OVERLOADED, code, retry_after=wait, slow_down=True, pauses_channel=True
        )
    if code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return SendResult(Outcome.RETRY, Status.HOOK_REFUSED, code, retry_after=wait)
    return SendResult(Outcome.RETRY, Status.HOOK_FAILED, code, retry_after=wait)


def refused() -> SendResult:
    """The address policy forbids the endpoint's address: a mistake of configuration, or of its name server."""
    return SendResult(Outcome.RETRY, Status.HOOK_ADDRESS_REFUSED)


def failed(error: OutboundFailed) -> SendResult:
    """The call came to no answer."""
    status = Status.HOOK_TIMEOUT if error.kind == "timeout" else Status.HOOK_UNREACHABLE
    return SendResult(Outcome.RETRY, status)
