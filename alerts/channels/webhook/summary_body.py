"""Makes the JSON body of a call about many articles: long links and names go before any article does. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alerts.channels.webhook.payload import SummaryItemPart, SummaryPart, SummaryPayload
from alerts.excerpts import ELLIPSIS, is_right_to_left
from alerts.harmless import one_line
from alerts.links import clean_link
from alerts.message import sendable
from alerts.summary_words import causes, why_together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alerts.message import SummaryItem, SummaryMessage

_LONG_LINK = 1000

Links = tuple[str | None, ...]


class _Room(NamedTuple):
    """How long its words may be, and how many rules and names of an article and lines of what brought them there are.

    In the narrowest, twenty articles whose every letter takes four bytes have room without their links.
    """

    words: int
    names: int
    causes: int


_WIDE, _NARROW, _NARROWEST = _Room(200, 5, 10), _Room(100, 2, 3), _Room(40, 1, 3)


def summary_body(message: SummaryMessage, limit: int) -> bytes:
    """The body under so many bytes; what is not listed of its ``total`` had no room in any form."""
    body = b""
    for body in _bodies(message):
        if len(body) < limit:
            return body
    return body


def _bodies(message: SummaryMessage) -> Iterator[bytes]:
    """From the fullest to the one without articles."""
    links: Links = tuple(clean_link(item.url) for item in message.items)
    yield _encoded(message, links, _WIDE)
    links = tuple(link if link and len(link) <= _LONG_LINK else None for link in links)
    yield _encoded(message, links, _WIDE)
    yield _encoded(message, links, _NARROW)
    while any(links):
        links = _without_longest(links)
        yield _encoded(message, links, _NARROW)
    for listed in range(len(links), -1, -1):
        yield _encoded(message, links[:listed], _NARROWEST)


def _without_longest(links: Links) -> Links:
    """Of several the oldest article's."""
    longest = max(range(len(links)), key=lambda place: (len(links[place] or ""), place))
    return (*links[:longest], None, *links[longest + 1 :])


def _encoded(message: SummaryMessage, links: Links, room: _Room) -> bytes:
    data = SummaryPart(
        cause="flood" if message.surges else "watchlist",
        why=why_together(message),
        brought=tuple(_cut(one_line(cause), 200) for cause in causes(message)[: room.causes]),
        total=message.total,
        list_all=message.list_all or None,
        articles=tuple(_item(item, link, room) for item, link in zip(message.items, links, strict=False)),
    )
    return SummaryPayload(type="summary.created", timestamp=message.created_at, data=data).model_dump_json().encode()


def _item(item: SummaryItem, link: str | None, room: _Room) -> SummaryItemPart:
    return SummaryItemPart(
        title=_cut(one_line(item.title), room.words),
        direction="rtl" if is_right_to_left(item.title) else "ltr",
        url=link,
        outlet=_cut(one_line(item.outlet), room.words // 2),
        published_at=item.published_at,
        seen_at=item.seen_at,
        rules=tuple(_cut(rule, room.words) for rule in item.rules[: room.names]),
        names=tuple(_cut(name, room.words // 2) for name in item.names[: room.names]),
    )


def _cut(text: str, limit: int) -> str:
    return sendable(text if len(text) <= limit else text[: limit - 1] + ELLIPSIS)
