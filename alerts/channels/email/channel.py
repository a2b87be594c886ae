"""The conversation with the mail server: one connection, one message, one recipient, one deadline."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from functools import cached_property
from typing import TYPE_CHECKING

import aiosmtplib

from alerts.channels.email.mail import compose_mail
from alerts.channels.email.options import Tls
from alerts.channels.email.verdicts import Stage, TlsNotOfferedError, verdict
from alerts.clock import utc_now
from alerts.sending import SENT, Outcome, SendResult, Status
from archive import failpoints

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from alerts.channels.email.options import SmtpOptions
    from alerts.message import Message
    from alerts.routing import Recipient

_FAREWELL_SECONDS = 2.0


class EmailChannel:
    """Sends mails; see :class:`~alerts.sending.Channel`."""

    def __init__(self, options: SmtpOptions, clock: Callable[[], datetime] = utc_now) -> None:
        self._options = options
        self._clock = clock

    @property
    def deadline_seconds(self) -> float:
        """The longest a sending takes."""
        return self._options.deadline_seconds

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return self._options.tls_context or ssl.create_default_context()

    async def send(self, message: Message, recipient: Recipient, message_key: str) -> SendResult:
        """Send one mail; a refusal is final only when the server refuses this recipient for good."""
        if recipient.email is None:
            return SendResult(Outcome.DEAD, Status.RECIPIENT_GONE)
        mail = compose_mail(message, recipient.email, message_key, self._options, self._clock())
        return await _Conversation(self._options, self._trust).hold(recipient.email, mail)

    async def check(self) -> SendResult:
        """Connect, secure the connection and log in, without sending anything."""
        return await _Conversation(self._options, self._trust).hold(None, b"")


class _Conversation:
    """One connection; remembers its stage, since the same error means different things at different stages."""

    def __init__(self, options: SmtpOptions, trust: ssl.SSLContext) -> None:
        self._options = options
        self._stage = Stage.CONNECT
        self._client = aiosmtplib.SMTP(
            hostname=options.host,
            port=options.port,
            local_hostname=options.domain,
            timeout=options.command_timeout_seconds,
            use_tls=options.tls is Tls.IMPLICIT,
            start_tls=False,
            tls_context=trust,
        )

    async def hold(self, to: str | None, mail: bytes) -> SendResult:
        """The whole conversation; ``to`` None ends it after the login."""
        try:
            return await self._hold(to, mail)
        except (aiosmtplib.SMTPException, OSError, ssl.CertificateError, TlsNotOfferedError) as error:
            return verdict(self._stage, error)
        finally:
            self._client.close()

    async def _hold(self, to: str | None, mail: bytes) -> SendResult:
        async with asyncio.timeout(self._options.deadline_seconds):
            await self._prepare()
            if to is not None:
                await self._client.sendmail(self._options.sender_address, [to], mail)
        if to is not None:
            failpoints.reach("after-accept-email")
        await self._farewell()
        return SENT

    async def _prepare(self) -> None:
        await self._client.connect()
        if self._options.tls is Tls.STARTTLS:
            self._stage = Stage.TLS
            await self._secure()
        if self._options.username is not None:
            self._stage = Stage.LOGIN
            await self._client.login(self._options.username, self._options.password or "")
        self._stage = Stage.MAIL

    async def _secure(self) -> None:
        await self._client.ehlo()
        if not self._client.supports_extension("starttls"):
            raise TlsNotOfferedError
        await self._client.starttls()

    async def _farewell(self) -> None:
        """QUIT politely; the mail is accepted, so nothing that happens now may matter."""
        with contextlib.suppress(aiosmtplib.SMTPException, OSError):
            await self._client.quit(timeout=_FAREWELL_SECONDS)
