"""Header values made of text that strangers wrote."""

from __future__ import annotations

import email
import email.policy
from email.header import decode_header, make_header
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alerts.channels.email.headers import SUBJECT_LIMIT, clean, header_text, mailbox
from alerts.channels.email.mail import compose_mail
from alerts.channels.email.options import SmtpOptions
from alerts.message import NoticeMessage, Reader
from tests.alerts.world import START

OPTIONS = SmtpOptions("mail.example.org", 587, "مرصد <marsad@example.org>", reply_to="editor@example.org")
HEADERS = {
    "Content-Type",
    "MIME-Version",
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "List-Id",
    "Content-Language",
    "Reply-To",
}
HOSTILE = [
    "=?utf-8?q?a=0D=0ABcc:_evil@example.com?=",
    "=?utf-8?b?YQ0KQmNjOiBldmlsQGV4YW1wbGUuY29t?=",
    "عنوان =?utf-8?q?=0D=0ABcc:_evil@example.com?= خبر",
    "a\r\nBcc: evil@example.com",
    "a\nBcc: evil@example.com",
    "a\rBcc: evil@example.com",
    "a\r\n\r\n<script>alert(1)</script>",
    "a\x00b\x0bBcc: x\x0cy",
    "هجين\u2028Bcc: evil@example.com\u2029\x85Bcc: x",
    "\ud800\udfff lone",
    "\u202egnp.exe\u202c",
    "ع" * 5_000,
    "a" * 5_000,
    "=?" * 500,
    " " * 400,
    "",
]


def mail_of(subject: str) -> bytes:
    """A mail with that text in its subject."""
    message = NoticeMessage(Reader("ar", ZoneInfo("Asia/Damascus")), START, "test", subject, ("سطر",))
    return compose_mail(message, "desk@example.org", "0" * 32, OPTIONS, START)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_title_is_one_subject(text: str) -> None:
    """A feed title never becomes a header, a second recipient or an exception that loses the alert."""
    wire = mail_of(text)
    read = email.message_from_bytes(wire, policy=email.policy.compat32)
    assert set(read.keys()) == HEADERS
    assert len(read.keys()) == len(HEADERS)
    assert b"Bcc" not in wire.partition(b"\r\n\r\n")[0]


@settings(max_examples=300)
@given(st.text(max_size=400))
def test_any_title_keeps_the_headers(text: str) -> None:
    """Whatever the title: the same headers, ASCII lines of bearable length, and one line of subject."""
    head = mail_of(text).partition(b"\r\n\r\n")[0].decode("ascii")
    read = email.message_from_string(head)
    assert set(read.keys()) == HEADERS
    assert all(len(line) <= 998 for line in head.split("\r\n"))
    assert "\n" not in head.replace("\r\n", "")


@settings(max_examples=300)
@given(st.text(max_size=400))
@example(HOSTILE[0])
@example(HOSTILE[1])
def test_subject_survives_the_journey(text: str) -> None:
    """What a mail client decodes is the cleaned text itself, `=?` and all."""
    decoded = str(make_header(decode_header(header_text(text))))
    assert decoded == clean(text)


def test_long_arabic_title_is_cut() -> None:
    """Five thousand characters become a subject that fits, in words that never cut a letter in two."""
    value = header_text("اشتباكات عنيفة في هجين " * 250)
    assert all(len(line) <= 76 for line in value.split("\r\n "))
    decoded = str(make_header(decode_header(value)))
    assert len(decoded) <= SUBJECT_LIMIT
    assert decoded.endswith("…")


def test_mixed_subject_is_readable() -> None:
    """Arabic and Latin stand side by side; plain ASCII stays plain."""
    assert clean("قسد SDF\tفي  Hajin\n") == "قسد SDF في Hajin"
    assert header_text("SDF in Hajin") == "SDF in Hajin"


def test_reordering_marks_are_removed() -> None:
    """A right-to-left override cannot make a subject read backwards."""
    assert clean("news \u202efdp.exe\u202c \u2066x\u2069") == "news fdp.exe x"


@pytest.mark.parametrize("name", ["مرصد", 'A "quoted" \\ name', "=?utf-8?q?x?=", "Marsad"])
def test_display_names_are_quoted(name: str) -> None:
    """A sender's name in any script leaves its address alone."""
    read = email.message_from_string(f"From: {mailbox(name, 'marsad@example.org')}\n\n", policy=email.policy.default)
    (address,) = read["From"].addresses
    assert address.addr_spec == "marsad@example.org"
