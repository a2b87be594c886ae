"""The lines of a mail about its article's copies, the same in both bodies: what is new, who else has the text. Pure.

Names of both scripts and figures stand in one line. Marks of direction keep them in the order of the line's language,
whatever a client takes for the direction of the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.channels.email.display import LTR, RTL, time_in_line
from alerts.excerpts import ELLIPSIS, is_right_to_left
from alerts.harmless import one_line
from alerts.links import clean_link
from alerts.news import Reason
from alerts.wording import wording_for
from alerts.wording.plurals import plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from alerts.message import AlertMessage
    from alerts.thread import Reprints, Version
    from alerts.wording import Wording
    from archive.changes import Change

SHOWN_OUTLETS = 3
SHOWN_CHANGES = 8
NAME_LIMIT = 80
NOTICE_LIMIT = 300
_FIRST = 1
_BAR = " | "
_REVISED = {Reason.CORRECTED, Reason.RETRACTED}


@dataclass(frozen=True, slots=True)
class Line:
    """A line, with a link where the version that it names can be read."""

    text: str
    url: str | None = None


def what_is_new(message: AlertMessage) -> str | None:
    """Why a reader is told again, or that he may take this for what he knows; None for plain news."""
    words = wording_for(message.reader.language)
    changes = _changes(message, words)
    if message.reason is Reason.RESEMBLES:
        return _resembles(message, words, changes)
    template = words.copies.reasons.get(_form(message))
    if template is None or (not changes and "{changes}" in template):
        return None
    line = template.format(changes=changes, notice=_name(message.notice, words, NOTICE_LIMIT))
    if message.reason in _REVISED and changes:
        line = f"{line} {words.copies.reasons[Reason.NAMES].format(changes=changes)}"
    return line


def copy_lines(message: AlertMessage) -> Iterator[Line]:
    """Who else has the text, and where to read what it resembles.

    The first alert names the earliest and the fullest version, unless that is the article itself.
    """
    words, reprints = wording_for(message.reader.language), message.reprints
    if reprints.outlets:
        yield Line(_also_in(reprints.outlets, words))
    versions = [(words.copies.elder, message.resembled)]
    if message.revision == _FIRST:
        versions += _versions_worth_a_look(reprints, words)
    yield from (_version(label, version, message, words) for label, version in versions if version)


def _versions_worth_a_look(reprints: Reprints, words: Wording) -> list[tuple[str, Version | None]]:
    if reprints.earliest == reprints.fullest:
        return [(words.copies.earliest_and_fullest, reprints.earliest)]
    return [(words.copies.earliest, reprints.earliest), (words.copies.fullest, reprints.fullest)]


def _form(message: AlertMessage) -> str:
    if message.reason is Reason.FIGURES and not any(change.before for change in message.changes):
        return "new_figures"
    return f"{message.reason}_saying" if message.notice and message.reason in _REVISED else message.reason


def _resembles(message: AlertMessage, words: Wording, changes: str) -> str | None:
    elder = message.resembled
    if not changes:
        return None
    if elder is None:
        return words.copies.resembles_forgotten.format(changes=changes)
    time = _when(elder.at, message, words)
    return words.copies.resembles.format(outlet=_name(elder.outlet, words), time=time, changes=changes)


def _also_in(outlets: tuple[str, ...], words: Wording) -> str:
    names = words.list_comma.join(_name(outlet, words) for outlet in outlets[:SHOWN_OUTLETS])
    if (more := len(outlets) - SHOWN_OUTLETS) > 0:
        names = plural(words.copies.more_outlets, more, words.language).format(outlets=names, count=more)
    return plural(words.copies.also_in, len(outlets), words.language).format(outlets=names, count=len(outlets))


def _version(label: str, version: Version, message: AlertMessage, words: Wording) -> Line:
    time = _when(version.at, message, words)
    told = words.copies.version.format(outlet=_name(version.outlet, words), time=time)
    return Line(f"{label}: {told}", clean_link(version.url))


def _changes(message: AlertMessage, words: Wording) -> str:
    """Names and figures are listed, sentences stand apart."""
    comma, limit = (_BAR, NOTICE_LIMIT) if message.reason is Reason.ADDED else (words.list_comma, NAME_LIMIT)
    return comma.join(_change(change, words, limit) for change in message.changes[:SHOWN_CHANGES])


def _change(change: Change, words: Wording, limit: int) -> str:
    after = _name(change.after, words, limit)
    if change.before is None:
        return after
    arrow = "←" if words.direction == "rtl" else "→"
    return f"{_name(change.before, words, limit)} {arrow} {after}"


def _name(text: str, words: Wording, limit: int = NAME_LIMIT) -> str:
    """What strangers wrote, between marks where it runs the other way than the line."""
    line = one_line(text).strip()
    cut = line if len(line) <= limit else line[: limit - 1].rstrip() + ELLIPSIS
    is_rtl = words.direction == "rtl"
    mark = "" if is_right_to_left(cut) == is_rtl else (RTL if is_rtl else LTR)
    return f"{mark}{cut}{mark}"


def _when(moment: datetime, message: AlertMessage, words: Wording) -> str:
    return time_in_line(moment, message.reader.timezone, words.direction)
