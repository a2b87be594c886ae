"""Puts a mail together: headers and both bodies as the bytes that go over the wire. Pure."""

from __future__ import annotations

import hashlib
from email.generator import BytesGenerator
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from io import BytesIO
from typing import TYPE_CHECKING

from alerts.addresses import split_display_address
from alerts.channels.email.headers import header_text, mailbox
from alerts.channels.email.page import html_body
from alerts.channels.email.plain import plain_body
from alerts.channels.email.subject import subject
from alerts.message import AlertMessage, SummaryMessage

if TYPE_CHECKING:
    from datetime import datetime

    from alerts.channels.email.options import SmtpOptions
    from alerts.message import Message

# compat32 writes a header as it is given: no re-encoding of long ids, no decoding of what strangers wrote.
_WIRE = compat32.clone(linesep="\r\n", max_line_length=0)


def compose_mail(message: Message, to: str, message_key: str, options: SmtpOptions, now: datetime) -> bytes:
    """The whole mail for one address; its Message-ID depends on ``message_key`` alone, so attempts share it."""
    mail = MIMEMultipart("alternative")
    for name, value in _headers(message, to, message_key, options, now):
        mail[name] = value
    mail.attach(MIMEText(plain_body(message), "plain", "utf-8"))
    mail.attach(MIMEText(html_body(message), "html", "utf-8"))
    wire = BytesIO()
    BytesGenerator(wire, policy=_WIRE).flatten(mail)
    return wire.getvalue()


def _headers(message: Message, to: str, message_key: str, options: SmtpOptions, now: datetime) -> list[tuple[str, str]]:
    name, address = split_display_address(options.sender)
    headers = [
        ("From", mailbox(name, address)),
        ("To", to),
        ("Subject", header_text(subject(message))),
        ("Date", format_datetime(now)),
        ("Message-ID", f"<{message_key}@{options.domain}>"),
        ("Auto-Submitted", "auto-generated"),
        ("List-Id", f"<{_list(message)}.{options.domain}>"),
        ("Content-Language", message.reader.language),
    ]
    if options.reply_to:
        headers.append(("Reply-To", options.reply_to))
    if isinstance(message, AlertMessage):
        headers.append(("References", f"<{_thread(message, options)}@{options.domain}>"))
    return headers


def _list(message: Message) -> str:
    if isinstance(message, SummaryMessage):
        return "marsad-summaries"
    return "marsad-alerts" if isinstance(message, AlertMessage) else "marsad-notices"


def _thread(message: AlertMessage, options: SmtpOptions) -> str:
    """The id that all mails about one copy group refer to; it gives away no number of the archive's."""
    digest = hashlib.sha256(f"{options.sender_address} {message.thread}".encode())
    return digest.hexdigest()[:32]
