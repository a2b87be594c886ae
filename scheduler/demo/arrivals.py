"""Reads what arrived at a sink, by mail or by webhook, into one form: which alert it is and what it says."""

from __future__ import annotations

import email.policy
import re
from dataclasses import dataclass
from email import message_from_bytes
from itertools import groupby
from typing import TYPE_CHECKING, Any

from alerts.excerpts import Excerpt, Segment
from alerts.wording import wording_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from email.message import Message

    from scheduler.demo.mail_sink import Envelope
    from scheduler.demo.webhook_sink import Hook

Marked = tuple[Segment, ...]

_NAME_RULE = "name:"
_ALERT_LIST, _SUMMARY_LIST = "marsad-alerts", "marsad-summaries"
_ASTERISKS = re.compile(r"\*([^*\n]+)\*")
_MARK = re.compile(r"^\[[^\]]*\]\s*")
_LINKS = tuple(f"{wording_for(language).link}: " for language in ("ar", "en"))
_END = "-" * 40


@dataclass(frozen=True, slots=True)
class Arrival:
    """An alert that a sink accepted. ``name`` is the id of the watched name it is about.

    ``news`` says what is new in it, where it is not the first of its thread; ``copies`` who else has the text.
    """

    channel: str
    message_id: str
    url: str
    name: str
    title: Marked
    sentence: Marked
    news: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """A summary that a sink accepted: a line on what it is, and the URL and names of each of its articles."""

    channel: str
    heading: str
    causes: tuple[str, ...]
    articles: tuple[tuple[str, tuple[str, ...]], ...]


def from_mail(envelope: Envelope, ids: Mapping[str, str]) -> Arrival | Together | None:
    """The alert or summary in a mail, or None for an operator notice; ``ids`` are the ids of the names as listed."""
    mail = message_from_bytes(envelope.content, policy=email.policy.default)
    part = mail.get_body(("plain",))
    text = part.get_content().partition(_END)[0] if part is not None else ""
    blocks = [list(lines) for is_text, lines in groupby(text.splitlines(), key=bool) if is_text]
    if _SUMMARY_LIST in str(mail["List-Id"]):
        return _summary(blocks, ids)
    return _alert(mail, blocks, ids) if _ALERT_LIST in str(mail["List-Id"]) else None


def _summary(blocks: list[list[str]], ids: Mapping[str, str]) -> Together:
    (heading, *causes), *articles = blocks
    read = [(_link(lines), tuple(ids[name] for name in lines[1].split(", "))) for lines in articles if _link(lines)]
    return Together("email", heading, tuple(causes), tuple(read))


def _alert(mail: Message, blocks: list[list[str]], ids: Mapping[str, str]) -> Arrival:
    """Its blocks are: what is new, if anything is; the title; sentences; facts with the link; copies, if there are."""
    subject = str(mail["Subject"])
    news = "" if _ASTERISKS.sub(r"\1", blocks[0][0]) in subject else blocks.pop(0)[0]
    facts = next(place for place, lines in enumerate(blocks) if _link(lines))
    return Arrival(
        channel="email",
        message_id=str(mail["Message-ID"]),
        url=_link(blocks[facts]),
        name=_first_name(subject, ids),
        title=_between_asterisks(blocks[0][0]),
        sentence=_between_asterisks(blocks[1][0]) if facts > 1 else (),
        news=news,
        copies=tuple(line for lines in blocks[facts + 1 :] for line in lines if not line.startswith("http")),
    )


def _link(lines: Sequence[str]) -> str:
    return next((line.partition(": ")[2] for line in lines if line.startswith(_LINKS)), "")


def from_hook(hook: Hook) -> Arrival | Together | None:
    """The alert or summary in a webhook call, or None for an operator notice."""
    kind, data = str(hook.payload["type"]), hook.payload["data"]
    if kind == "summary.created":
        read = [(each["url"], tuple(map(_name_of, each["rules"]))) for each in data["articles"]]
        return Together("webhook", data["why"], tuple(data["brought"]), tuple(read))
    return _called(hook.message_id, data) if kind.startswith("alert.") else None


def _called(message_id: str, alert: Mapping[str, Any]) -> Arrival:
    sentences = [_from_marks(piece) for piece in alert["excerpts"] if piece["field"] == "text"]
    outlets = ", ".join(alert["copies"]["outlets"])
    return Arrival(
        channel="webhook",
        message_id=message_id,
        url=alert["article"]["url"],
        name=_name_of(alert["rule"]),
        title=_from_marks(alert["article"]["title"]),
        sentence=sentences[0] if sentences else (),
        news="" if alert["reason"] == "first" else alert["reason"],
        copies=(f"also in: {outlets}",) if outlets else (),
    )


def _name_of(rule: object) -> str:
    return str(rule).removeprefix(_NAME_RULE)


def _first_name(subject: str, ids: Mapping[str, str]) -> str:
    """The id of the name that a subject ``Name: title`` or ``[new] Name and 2 more: title`` begins with."""
    named = _MARK.sub("", subject)
    listed = max((name for name in ids if named.startswith(name)), key=len, default="")
    return ids.get(listed, "")


def _between_asterisks(line: str) -> Marked:
    pieces = _ASTERISKS.split(line)
    return tuple(Segment(piece, marked=bool(number % 2)) for number, piece in enumerate(pieces) if piece)


def _from_marks(piece: Mapping[str, Any]) -> Marked:
    marks = tuple((mark["start"], mark["end"]) for mark in piece["marks"])
    return tuple(Excerpt(piece["field"], piece["text"], marks).segments())
