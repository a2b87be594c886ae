"""What strangers call their outlets hides and turns around nothing in what people read."""

from __future__ import annotations

import json
from dataclasses import replace
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from alerts.channels.email.mail import compose_mail
from alerts.channels.email.options import SmtpOptions
from alerts.channels.webhook.body import webhook_body
from alerts.harmless import one_line, shown
from alerts.message import Reader, SurgePart
from alerts.sample import sample_alert, sample_summary
from alerts.thread import Reprints, Version
from archive.causes import CauseKind
from tests.alerts.world import START

if TYPE_CHECKING:
    from alerts.message import AlertMessage, SummaryMessage

READER = Reader("en", ZoneInfo("UTC"))
EVIL = "\u202eجريدة\u2066\x1b[2J\x07 الفرات\u2028Bcc: x\u202c"
HARMLESS = "جريدة[2J الفرات Bcc: x"
HIDDEN = "\u202e\u202c\u2066\x1b\x07\u2028"
VERSION = Version(EVIL, "https://a.example/1", START)


def alert() -> AlertMessage:
    """Of that outlet, with copies in others of its kind."""
    reprints = Reprints(outlets=(EVIL,), earliest=VERSION, fullest=VERSION)
    return replace(sample_alert(START, READER), outlet=EVIL, reprints=reprints, resembled=VERSION)


def summary() -> SummaryMessage:
    """Of that outlet, which brought it."""
    sample = sample_summary(START, READER)
    item = replace(sample.items[0], outlet=EVIL, title=EVIL)
    return replace(sample, items=(item,), surges=(SurgePart(CauseKind.FEED, EVIL, 9, 2, 0.0),))


def test_line_is_one_line() -> None:
    """Bodies of several lines keep theirs."""
    assert (one_line(EVIL), shown("أ\nب\u202e")) == (HARMLESS, "أ\nب")


@pytest.mark.parametrize("message", [alert(), summary()], ids=["alert", "summary"])
def test_call_hides_nothing(message: AlertMessage | SummaryMessage) -> None:
    """Nor does it turn anything around where a program shows it to people."""
    body = webhook_body(message).decode()
    assert HARMLESS in body
    assert [letter for letter in HIDDEN if letter in body or json.dumps(letter)[1:-1] in body] == []


@pytest.mark.parametrize("message", [alert(), summary()], ids=["alert", "summary"])
def test_mail_hides_nothing(message: AlertMessage | SummaryMessage) -> None:
    """In its subject and in both bodies."""
    options = SmtpOptions(host="127.0.0.1", port=25, sender="Marsad <marsad@desk.example>")
    mail = message_from_bytes(compose_mail(message, "a@desk.example", "key", options, START), policy=policy.default)
    parts = [part.get_content() for kind in ("plain", "html") if (part := mail.get_body((kind,)))]
    assert [HARMLESS in part for part in parts] == [True, True]
    assert [letter for letter in HIDDEN for part in (str(mail["Subject"]), *parts) if letter in part] == []
