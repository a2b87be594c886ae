"""A real mail server on loopback that can be told to misbehave.

It speaks through aiosmtpd, with STARTTLS and certificates of an authority of its own; clients that are to trust it take
``trust``. World verbs (``greylists``, ``refuses``, ...) set the scene; ``mails`` holds what it accepted.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    from aiosmtpd.smtp import Envelope, Session
    from aiosmtpd.smtp import LoginPassword as Login

    Options = list[str]

ACCEPTED = "250 OK"


@dataclass
class Mail:
    """A mail as it came over the wire."""

    sender: str
    recipients: list[str]
    content: bytes
    encrypted: bool

    @property
    def message(self) -> EmailMessage:
        """The mail as a mail client reads it."""
        return email.message_from_bytes(self.content, policy=email.policy.default)

    def part(self, kind: str) -> str:
        """The body of that kind, ``plain`` or ``html``."""
        body = self.message.get_body((kind,))
        assert body is not None
        text: str = body.get_content()
        return text


@dataclass
class MailServer:
    """Use as ``async with``; ``commands`` counts what clients said, also on connections that were cut."""

    tls: str = "starttls"
    mails: list[Mail] = field(default_factory=list)
    commands: Counter[str] = field(default_factory=Counter)
    port: int = 0
    host: str = "localhost"
    when_mail_comes: Callable[[], object] = lambda: None

    def __post_init__(self) -> None:
        """Stand ready to behave well."""
        self._authority = trustme.CA()
        self._certificate_for = self.host
        self._refused: dict[str, str] = {}
        self._greylisted = 0
        self._answer_to_data = ""
        self._drops_left = 0
        self._hangs = False
        self._login: tuple[str, str] | None = None
        self._closing = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._connections: set[Any] = set()

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client needs to trust this server's certificates."""
        context = ssl.create_default_context()
        self._authority.configure_trust(context)
        return context

    def greylists(self, times: int) -> None:
        """Answer 451 to the next mails' recipients, then accept."""
        self._greylisted = times

    def refuses(self, recipient: str, answer: str = "550 5.1.1 no such mailbox") -> None:
        """Refuse one recipient."""
        self._refused[recipient] = answer

    def accepts(self, recipient: str) -> None:
        """Take mail for a recipient that was refused."""
        del self._refused[recipient]

    def answers_data_with(self, answer: str) -> None:
        """Answer the end of DATA with this line."""
        self._answer_to_data = answer

    def shows_own_certificate(self) -> None:
        """Show a certificate that is valid for it, as at first."""
        self._certificate_for = self.host

    def hangs_after_data(self) -> None:
        """Say nothing after the end of DATA, for ever."""
        self._hangs = True

    def answers_again(self) -> None:
        """Answer those who wait, and whoever comes."""
        self._hangs = False
        self._closing.set()

    def drops_before_250(self, times: int = 1_000) -> None:
        """Cut the connection after the end of DATA, after having kept the mail."""
        self._drops_left = times

    def offers_no_starttls(self) -> None:
        """Behave as if somebody on the way removed the offer of encryption."""
        self.tls = "none"

    def shows_certificate_for(self, name: str) -> None:
        """Show a certificate that is valid for another name."""
        self._certificate_for = name

    def wants_login(self, username: str, password: str) -> None:
        """Accept mail only after this login."""
        self._login = (username, password)

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        loop = asyncio.get_running_loop()
        context = self._server_context() if self.tls == "implicit" else None
        self._server = await loop.create_server(self._protocol, "127.0.0.1", 0, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Cut all connections and stop listening."""
        assert self._server is not None
        self._closing.set()
        self._server.close()
        for protocol in self._connections:
            if protocol.transport is not None:
                protocol.transport.abort()
        await asyncio.sleep(0)
        tasks = [protocol._handler_coroutine for protocol in self._connections if protocol._handler_coroutine]
        await asyncio.gather(*tasks, return_exceptions=True)

    def _server_context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(self._certificate_for).configure_cert(context)
        return context

    def _protocol(self) -> SMTP:
        protocol = SMTP(
            _Handler(self),
            loop=asyncio.get_running_loop(),
            hostname="mail.example.org",
            tls_context=self._server_context() if self.tls == "starttls" else None,
            auth_required=self._login is not None,
            auth_require_tls=self.tls == "starttls",
            authenticator=self._authenticate,
        )
        self._connections.add(protocol)
        return protocol

    def _authenticate(self, _smtp: SMTP, _session: Session, _envelope: Envelope, _how: str, login: Login) -> AuthResult:
        self.commands["AUTH"] += 1
        given = (login.login.decode(), login.password.decode())
        return AuthResult(success=self._login in {None, given}, handled=False)


class _Handler:
    """Answers one connection as its server's scene demands."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_MAIL(self, _smtp: SMTP, _session: Session, envelope: Envelope, address: str, _: Options) -> str:  # noqa: N802
        self._server.commands["MAIL"] += 1
        envelope.mail_from = address
        return ACCEPTED

    async def handle_RCPT(self, _smtp: SMTP, _session: Session, envelope: Envelope, address: str, _: Options) -> str:  # noqa: N802
        self._server.commands["RCPT"] += 1
        if address in self._server._refused:
            return self._server._refused[address]
        if self._server._greylisted:
            self._server._greylisted -= 1
            return "451 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(self, smtp: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        server = self._server
        server.commands["DATA"] += 1
        if server._hangs:
            await server._closing.wait()
        if server._answer_to_data:
            return server._answer_to_data
        server.mails.append(self._mail(smtp, envelope))
        server.when_mail_comes()
        if server._drops_left:
            server._drops_left -= 1
            assert smtp.transport is not None
            smtp.transport.abort()
        return ACCEPTED

    @staticmethod
    def _mail(smtp: SMTP, envelope: Envelope) -> Mail:
        assert isinstance(envelope.content, bytes)
        assert smtp.transport is not None
        encrypted = smtp.transport.get_extra_info("sslcontext") is not None
        return Mail(envelope.mail_from or "", list(envelope.rcpt_tos), envelope.content, encrypted)
