"""The text body of a mail, for readers and clients without HTML; matched words stand between asterisks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.channels.email.copies import copy_lines, what_is_new
from alerts.channels.email.display import time_in_line
from alerts.harmless import one_line, shown
from alerts.links import clean_link
from alerts.message import AlertMessage, SummaryMessage
from alerts.reasons import why
from alerts.summary_words import causes, heading, more, why_together
from alerts.wording import wording_for
from archive.nouns import BodySource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alerts.excerpts import Excerpt
    from alerts.message import Message, NoticeMessage, SummaryItem

_RULE = "-" * 40


def plain_body(message: Message) -> str:
    """The body as lines of text, each paragraph on one line."""
    return "\n".join(_lines(message)) + "\n"


def _lines(message: Message) -> Iterator[str]:
    match message:
        case AlertMessage():
            return _alert(message)
        case SummaryMessage():
            return _summary(message)
        case _:
            return _notice(message)


def _summary(message: SummaryMessage) -> Iterator[str]:
    words = wording_for(message.reader.language)
    yield heading(message)
    yield from (one_line(cause) for cause in causes(message))
    for item in message.items:
        yield from ("", one_line(item.title) or words.title_missing)
        yield one_line(words.list_comma.join(item.names))
        yield f"{words.source}: {one_line(item.outlet)}"
        yield summary_time(message, item)
        if url := clean_link(item.url):
            yield f"{words.link}: {url}"
    if left := more(message):
        yield from ("", left)
    yield from ("", _RULE, why_together(message))


def summary_time(message: SummaryMessage, item: SummaryItem) -> str:
    """When an article of a summary was published, or else first seen."""
    words, zone = wording_for(message.reader.language), message.reader.timezone
    label = words.published if item.published_at else words.seen
    return f"{label}: {time_in_line(item.published_at or item.seen_at, zone, words.direction)}"


def _notice(message: NoticeMessage) -> Iterator[str]:
    yield shown(message.subject)
    yield ""
    yield from (shown(line) for line in message.lines)
    yield from ("", _RULE, wording_for(message.reader.language).notice_footer)


def _alert(message: AlertMessage) -> Iterator[str]:
    words = wording_for(message.reader.language)
    if message.is_test:
        yield from (f"{words.test_mark} {words.test_explained}", "")
    if new := what_is_new(message):
        yield from (new, "")
    yield marked(message.title) or words.title_missing
    yield ""
    for excerpt in message.excerpts:
        yield from (marked(excerpt), "")
    yield from _facts(message)
    yield from _copies(message)
    yield from ("", _RULE)
    yield from reasons(message)


def _facts(message: AlertMessage) -> Iterator[str]:
    words, zone = wording_for(message.reader.language), message.reader.timezone
    yield f"{words.source}: {one_line(message.outlet)}"
    if message.author:
        yield f"{words.author}: {one_line(message.author)}"
    if message.published_at:
        yield f"{words.published}: {time_in_line(message.published_at, zone, words.direction)}"
    yield f"{words.seen}: {time_in_line(message.seen_at, zone, words.direction)}"
    if url := clean_link(message.url):
        yield f"{words.link}: {url}"


def _copies(message: AlertMessage) -> Iterator[str]:
    for place, line in enumerate(copy_lines(message)):
        if not place:
            yield ""
        yield line.text
        if line.url:
            yield line.url


def reasons(message: AlertMessage) -> Iterator[str]:
    """Why the reader gets this, and what to know about where its text came from."""
    words = wording_for(message.reader.language)
    yield one_line(why(message))
    if message.revision > 1:
        yield words.update
    if message.body_source is BodySource.FEED:
        yield words.from_feed


def marked(excerpt: Excerpt) -> str:
    """An excerpt on one line, its marks between asterisks."""
    return "".join(
        f"*{one_line(segment.text)}*" if segment.marked else one_line(segment.text) for segment in excerpt.segments()
    ).strip()
