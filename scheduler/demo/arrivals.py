"""Reads what arrived at a sink, by mail or by webhook, into one form: which alert it is and what it says."""

from __future__ import annotations

import email.policy
import re
from dataclasses import dataclass
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

from alerts.excerpts import Excerpt, Segment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.demo.mail_sink import Envelope
    from scheduler.demo.webhook_sink import Hook

Marked = tuple[Segment, ...]

_NAME_RULE = "name:"
_ALERT_LIST = "marsad-alerts"
_ASTERISKS = re.compile(r"\*([^*\n]+)\*")
_LINK = re.compile(r"https?://\S+")
_TITLE_LINE, _SENTENCE_LINE = 0, 2


@dataclass(frozen=True, slots=True)
class Arrival:
    """An alert that a sink accepted. ``name`` is the id of the watched name it is about."""

    channel: str
    message_id: str
    url: str
    name: str
    title: Marked
    sentence: Marked


def from_mail(envelope: Envelope, ids: Mapping[str, str]) -> Arrival | None:
    """The alert in a mail, or None for an operator notice; ``ids`` are the ids of the names as listed."""
    mail = message_from_bytes(envelope.content, policy=email.policy.default)
    if _ALERT_LIST not in str(mail["List-Id"]):
        return None
    part = mail.get_body(("plain",))
    text = part.get_content() if part is not None else ""
    lines = [*text.splitlines(), "", "", ""]
    links = _LINK.findall(text)
    return Arrival(
        channel="email",
        message_id=str(mail["Message-ID"]),
        url=links[-1] if links else "",
        name=_first_name(str(mail["Subject"]), ids),
        title=_between_asterisks(lines[_TITLE_LINE]),
        sentence=_between_asterisks(lines[_SENTENCE_LINE]) if "*" in lines[_SENTENCE_LINE] else (),
    )


def from_hook(hook: Hook) -> Arrival | None:
    """The alert in a webhook call, or None for an operator notice."""
    if not str(hook.payload["type"]).startswith("alert."):
        return None
    alert = hook.payload["data"]
    sentences = [_from_marks(piece) for piece in alert["excerpts"] if piece["field"] == "text"]
    return Arrival(
        channel="webhook",
        message_id=hook.message_id,
        url=alert["article"]["url"],
        name=str(alert["rule"]).removeprefix(_NAME_RULE),
        title=_from_marks(alert["article"]["title"]),
        sentence=sentences[0] if sentences else (),
    )


def _first_name(subject: str, ids: Mapping[str, str]) -> str:
    """The id of the name that a subject ``Name: title`` or ``Name and 2 more: title`` begins with."""
    listed = max((name for name in ids if subject.startswith(name)), key=len, default="")
    return ids.get(listed, "")


def _between_asterisks(line: str) -> Marked:
    pieces = _ASTERISKS.split(line)
    return tuple(Segment(piece, marked=bool(number % 2)) for number, piece in enumerate(pieces) if piece)


def _from_marks(piece: Mapping[str, Any]) -> Marked:
    marks = tuple((mark["start"], mark["end"]) for mark in piece["marks"])
    return tuple(Excerpt(piece["field"], piece["text"], marks).segments())
