"""The demo's mail server keeps to SMTP, so that what it accepts is what was sent."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from typing import TYPE_CHECKING

import aiosmtplib
import pytest

from scheduler.demo.mail_sink import Envelope, MailSink

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def accepted() -> list[Envelope]:
    """What the sink accepted, in order."""
    return []


@pytest.fixture
async def sink(accepted: list[Envelope]) -> AsyncIterator[MailSink]:
    """A listening sink."""
    sink = MailSink(accepted.append)
    await sink.start()
    yield sink
    await sink.stop()


def letter(body: str) -> EmailMessage:
    """A small message with an Arabic subject."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "marsad@example.org", "desk@example.org", "هجين"
    message.set_content(body)
    return message


async def send(sink: MailSink, body: str) -> None:
    """Send a letter with a real SMTP client."""
    await aiosmtplib.send(letter(body), hostname="127.0.0.1", port=sink.port, start_tls=False)


async def test_accepts_an_arabic_message(sink: MailSink, accepted: list[Envelope]) -> None:
    """The bytes that arrive are the oracle of the demo and of the crash test."""
    await send(sink, "تنبيه من دير الزور\nSDF\n")
    assert accepted[0].recipients == ("desk@example.org",)
    assert b"From: marsad@example.org" in accepted[0].content


async def test_lines_that_begin_with_dots_survive(sink: MailSink, accepted: list[Envelope]) -> None:
    """RFC 5321, 4.5.2: a client doubles a leading dot and the server takes it off again."""
    await send(sink, "..two\n.one\nend\n")
    assert b"\r\n..two\r\n.one\r\nend" in b"\r\n" + accepted[0].content.partition(b"\r\n\r\n")[2]


async def test_message_cut_off_is_not_accepted(sink: MailSink, accepted: list[Envelope]) -> None:
    """A client killed in the middle of DATA has delivered nothing."""
    reader, writer = await asyncio.open_connection("127.0.0.1", sink.port)
    writer.write(b"HELO x\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nSubject: half\r\n")
    await writer.drain()
    writer.write_eof()
    await reader.read()
    writer.close()
    assert accepted == []


async def test_data_needs_a_recipient(sink: MailSink, accepted: list[Envelope]) -> None:
    """Commands out of order are refused, not guessed at."""
    reader, writer = await asyncio.open_connection("127.0.0.1", sink.port)
    writer.write(b"HELO x\r\nDATA\r\nQUIT\r\n")
    replies = await reader.read()
    writer.close()
    assert b"503" in replies
    assert accepted == []
