"""What a delivery says, before any channel gives it a form: frozen, with the article's own words untouched.

Channels clean what they send (headers, HTML, direction marks); here only what no encoding can carry is replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.news import Reason
from alerts.thread import Reprints

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from alerts.excerpts import Excerpt
    from alerts.thread import Version
    from archive.causes import CauseKind
    from archive.changes import Change
    from archive.nouns import BodySource, Mention

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
NAME_RULE = "name:"
_NO_REPRINTS = Reprints()


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom the words are for."""

    language: str
    timezone: ZoneInfo


@dataclass(frozen=True, slots=True)
class AlertMessage:
    """An alert: what held, what was found, where it stands.

    ``mentions`` are those of the names this alert covers; ``excerpts`` the sentences around some of them. ``thread``
    is the same for all alerts about one copy group. ``gone`` are the ids of what was found, where the text that was
    read again since has none of it. ``changes`` are what is new, ``resembled`` the article that has the rest of it,
    ``notice`` the outlet's words for what it corrected or retracted.
    """

    reader: Reader
    created_at: datetime
    thread: str
    rule_id: str
    revision: int
    priority: str
    title: Excerpt
    url: str
    outlet: str
    author: str | None
    language: str | None
    published_at: datetime | None
    seen_at: datetime
    body_source: BodySource
    page_status: str
    mentions: tuple[Mention, ...]
    excerpts: tuple[Excerpt, ...]
    is_test: bool = False
    gone: tuple[str, ...] = ()
    reason: Reason = Reason.FIRST
    changes: tuple[Change, ...] = ()
    notice: str = ""
    reprints: Reprints = _NO_REPRINTS
    resembled: Version | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The distinct names found, those of the title first; of those that are gone the ids."""
        ordered = sorted(self.mentions, key=lambda mention: mention.field != "title")
        return tuple(dict.fromkeys(mention.name for mention in ordered)) or self.gone

    @property
    def alerts_by_name(self) -> bool:
        """Whether a name alerts by itself, without a written rule."""
        return self.rule_id.startswith(NAME_RULE)


@dataclass(frozen=True, slots=True)
class NoticeMessage:
    """Something the operator must know."""

    reader: Reader
    created_at: datetime
    kind: str
    subject: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryItem:
    """An article of a summary, with the rules that hold for it and the names that they are about."""

    title: str
    outlet: str
    url: str
    published_at: datetime | None
    seen_at: datetime
    rules: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurgePart:
    """So many articles came of the feed or the rule of this name within so many minutes, so many an hour being usual.

    ``by_name`` is a rule that is a watched name alone.
    """

    kind: CauseKind
    name: str
    articles: int
    minutes: int
    usual: float
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class SummaryMessage:
    """What is told of together: ``total`` articles, the youngest listed.

    With ``surges``, what was too much to be told one by one; without, what a changed watchlist has found. ``list_all``
    is a command that lists all of them, where some are not and it can.
    """

    reader: Reader
    created_at: datetime
    total: int
    items: tuple[SummaryItem, ...]
    surges: tuple[SurgePart, ...] = ()
    list_all: str = ""

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.total - len(self.items)


Message = AlertMessage | NoticeMessage | SummaryMessage


def sendable(text: str) -> str:
    """The text, of the same length, without the code points that UTF-8 or JSON cannot carry."""
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
