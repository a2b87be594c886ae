"""The HTML body of a mail. The templates are fixed; what strangers wrote only ever goes in as escaped data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from alerts.channels.email.copies import copy_lines, what_is_new
from alerts.channels.email.display import local_and_utc
from alerts.channels.email.plain import reasons, summary_time
from alerts.excerpts import is_right_to_left
from alerts.harmless import one_line, shown
from alerts.links import clean_link
from alerts.message import AlertMessage, SummaryMessage
from alerts.summary_words import causes, heading, more, why_together
from alerts.wording import wording_for

if TYPE_CHECKING:
    from alerts.excerpts import Excerpt
    from alerts.message import Message, NoticeMessage
    from alerts.wording import Wording

_UNKNOWN_LANGUAGE = "und"  # BCP 47's word for it
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html_body(message: Message) -> str:
    """The body as an HTML document that loads nothing and says the direction of every block."""
    if isinstance(message, AlertMessage):
        return _TEMPLATES.get_template("alert.html").render(_alert(message))
    if isinstance(message, SummaryMessage):
        return _TEMPLATES.get_template("summary.html").render(_summary(message))
    return _TEMPLATES.get_template("notice.html").render(_notice(message))


def _reading(words: Wording) -> dict[str, Any]:
    """What every page needs: the words of its language and the side that lines begin on."""
    return {"words": words, "side": "right" if words.direction == "rtl" else "left"}


def _notice(message: NoticeMessage) -> dict[str, Any]:
    return {
        **_reading(wording_for(message.reader.language)),
        "subject": shown(message.subject),
        "lines": [shown(line) for line in message.lines],
    }


def _summary(message: SummaryMessage) -> dict[str, Any]:
    words = wording_for(message.reader.language)
    return {
        **_reading(words),
        "heading": heading(message),
        "causes": [one_line(cause) for cause in causes(message)],
        "why": why_together(message),
        "items": [
            {
                "title": one_line(item.title) or words.title_missing,
                "direction": "rtl" if is_right_to_left(item.title or words.title_missing) else "ltr",
                "names": [one_line(name) for name in item.names],
                "outlet": one_line(item.outlet),
                "time": summary_time(message, item),
                "url": clean_link(item.url),
            }
            for item in message.items
        ],
        "more": more(message),
    }


def _alert(message: AlertMessage) -> dict[str, Any]:
    words = wording_for(message.reader.language)
    return {
        **_reading(words),
        "test": message.is_test,
        "priority": words.priorities.get(message.priority, message.priority),
        "title": _block(message.title, message.language),
        "excerpts": [_block(excerpt, message.language) for excerpt in message.excerpts],
        "facts": _facts(message),
        "url": clean_link(message.url),
        "new": what_is_new(message) or "",
        "copies": [(line.text, line.url) for line in copy_lines(message)],
        "reasons": list(reasons(message)),
    }


def _block(excerpt: Excerpt, language: str | None) -> dict[str, Any]:
    return {
        "direction": "rtl" if is_right_to_left(excerpt.text) else "ltr",
        "language": one_line(language) if language else _UNKNOWN_LANGUAGE,
        "segments": [(one_line(segment.text), segment.marked) for segment in excerpt.segments()],
    }


def _facts(message: AlertMessage) -> list[tuple[str, str]]:
    words, zone = wording_for(message.reader.language), message.reader.timezone
    facts = [(words.source, one_line(message.outlet))]
    if message.author:
        facts.append((words.author, one_line(message.author)))
    if message.published_at:
        facts.append((words.published, local_and_utc(message.published_at, zone)))
    return [*facts, (words.seen, local_and_utc(message.seen_at, zone))]
