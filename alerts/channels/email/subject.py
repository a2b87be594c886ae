"""What the subject line of a mail says: the name first, so that it is read on the smallest screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.channels.email.headers import clean
from alerts.message import AlertMessage, SummaryMessage
from alerts.summary_words import heading
from alerts.wording import wording_for

if TYPE_CHECKING:
    from alerts.message import Message
    from alerts.wording import Wording

_NAME_LIMIT = 60


def subject(message: Message) -> str:
    """``Hajin: title of the article``; marked when it is a test, an operator notice, or not the first of its thread."""
    words = wording_for(message.reader.language)
    if isinstance(message, SummaryMessage):
        return f"{words.notice_mark} {heading(message)}"
    if not isinstance(message, AlertMessage):
        return f"{words.notice_mark} {message.subject}"
    title = clean(message.title.text) or words.title_missing
    line = f"{_names(message, words)}: {title}"
    return " ".join(filter(None, (_mark(message, words), line)))


def _mark(message: AlertMessage, words: Wording) -> str:
    """A test, or what a later alert of a thread is."""
    return words.test_mark if message.is_test else words.copies.marks.get(message.reason, "")


def _names(message: AlertMessage, words: Wording) -> str:
    names = message.names
    first = clean(names[0], _NAME_LIMIT) if names else "Marsad"
    return first if len(names) <= 1 else words.and_more.format(name=first, count=len(names) - 1)
