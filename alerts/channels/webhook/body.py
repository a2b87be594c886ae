"""Makes the JSON body of a call, always under 20 kB: long texts are cut first, then mentions and excerpts. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.channels.webhook.copies import change_parts, copies_part, version_part
from alerts.channels.webhook.payload import (
    AlertPart,
    AlertPayload,
    ArticlePart,
    EventType,
    Mark,
    MarkedText,
    MentionPart,
    NoticePart,
    NoticePayload,
)
from alerts.channels.webhook.summary_body import summary_body
from alerts.excerpts import ELLIPSIS, is_right_to_left
from alerts.harmless import one_line
from alerts.links import clean_link
from alerts.message import AlertMessage, SummaryMessage, sendable
from alerts.reasons import why

if TYPE_CHECKING:
    from alerts.excerpts import Excerpt
    from alerts.message import Message, NoticeMessage
    from archive.nouns import Mention

# Standard Webhooks asks for bodies under 20 kB.
BODY_LIMIT = 20_000
_TEXT_LIMIT = 200
_MENTION_LIMIT = 30
_NAME_LIMIT = 20


def webhook_body(message: Message) -> bytes:
    """The body as UTF-8 JSON, under :data:`BODY_LIMIT` bytes whatever the article is like."""
    if isinstance(message, SummaryMessage):
        return summary_body(message, BODY_LIMIT)
    if not isinstance(message, AlertMessage):
        return _notice(message).model_dump_json().encode()
    mentions, excerpts, names = _MENTION_LIMIT, len(message.excerpts), _NAME_LIMIT
    body = _encoded(message, mentions, excerpts, names)
    while len(body) >= BODY_LIMIT and (mentions or excerpts or names > 1):
        mentions, excerpts, names = mentions // 2, excerpts // 2, max(1, names // 2)
        body = _encoded(message, mentions, excerpts, names)
    return body


def _encoded(message: AlertMessage, mentions: int, excerpts: int, names: int) -> bytes:
    data = AlertPart(
        rule=_cut(message.rule_id),
        revision=message.revision,
        reason=message.reason,
        changes=change_parts(message.changes, names),
        notice=_cut(message.notice) if message.notice else None,
        resembles=version_part(message.resembled, names),
        copies=copies_part(message.reprints, names),
        priority=message.priority,
        thread=message.thread,
        why=_cut(one_line(why(message)), 1000),
        article=_article(message),
        names=tuple(_cut(name) for name in message.names[:names]),
        excerpts=tuple(_marked(excerpt) for excerpt in message.excerpts[:excerpts]),
        mentions=tuple(_mention(mention) for mention in message.mentions[:mentions]),
        mentions_total=len(message.mentions),
    )
    return AlertPayload(type=_type(message), timestamp=message.created_at, data=data).model_dump_json().encode()


def _type(message: AlertMessage) -> EventType:
    if message.is_test:
        return "alert.test"
    return "alert.created" if message.revision == 1 else "alert.updated"


def _article(message: AlertMessage) -> ArticlePart:
    return ArticlePart(
        url=clean_link(message.url),
        outlet=_cut(one_line(message.outlet)),
        author=_cut(message.author) if message.author else None,
        language=_cut(message.language) if message.language else None,
        title=_marked(message.title),
        published_at=message.published_at,
        seen_at=message.seen_at,
        body_source=message.body_source.value,
    )


def _marked(excerpt: Excerpt) -> MarkedText:
    return MarkedText(
        field="title" if excerpt.field == "title" else "text",
        text=excerpt.text,
        direction="rtl" if is_right_to_left(excerpt.text) else "ltr",
        marks=tuple(Mark(start=start, end=end) for start, end in excerpt.marks),
    )


def _mention(mention: Mention) -> MentionPart:
    return MentionPart(
        name_id=_cut(mention.name_id),
        kind=_cut(mention.kind),
        name=_cut(mention.name),
        surface=_cut(mention.surface),
        field="title" if mention.field == "title" else "text",
        start=mention.start,
        end=mention.end,
    )


def _notice(message: NoticeMessage) -> NoticePayload:
    data = NoticePart(
        kind=message.kind,
        subject=_cut(message.subject),
        lines=tuple(_cut(line, 500) for line in message.lines[:10]),
    )
    return NoticePayload(type="notice.created", timestamp=message.created_at, data=data)


def _cut(text: str, limit: int = _TEXT_LIMIT) -> str:
    return sendable(text if len(text) <= limit else text[: limit - 1] + ELLIPSIS)
