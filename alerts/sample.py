"""The made-up alert that `marsad test-alert` sends, in both scripts: it shows how a mail client treats them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from alerts.composing import compose_alert
from alerts.message import SummaryItem, SummaryMessage
from alerts.thread import Reprints, Thread, Version
from archive.nouns import HIT, Alert, Article, BodySource, Mention

if TYPE_CHECKING:
    from datetime import datetime

    from alerts.message import AlertMessage, Reader

_TITLE = "مرصد يجرّب التنبيهات: خبر عن مدينة المثال"
_BODY = (
    "هذا خبر غير حقيقي كُتب لتجربة القناة. وصلت فرق الصيانة (SDF-Test) إلى مدينة المثال صباح اليوم، ثم عادت.\n"
    "This second paragraph is Latin text about Sampletown, written to show both directions in one mail."
)
_NAMES = (
    ("example-city", "مدينة المثال", "title", _TITLE),
    ("example-city", "مدينة المثال", "text", _BODY),
    ("sampletown", "Sampletown", "text", _BODY),
)
_EARLIER = timedelta(minutes=20)


def sample_alert(now: datetime, reader: Reader) -> AlertMessage:
    """An alert message that says it is a test."""
    alert = Alert(0, "test-rule", 0, 1, 0, "normal", frozenset({"example-city", "sampletown"}), now)
    mentions = [_mention(name_id, name, field, text) for name_id, name, field, text in _NAMES]
    earliest = Version("Sample Gazette", "https://example.net/test", now - _EARLIER)
    thread = Thread("test", Reprints(("Sample Gazette", "جريدة المثال"), earliest=earliest))
    message = compose_alert(alert, _article(now), mentions, outlet="Marsad", seen_at=now, reader=reader, thread=thread)
    return replace(message, is_test=True)


def sample_summary(now: datetime, reader: Reader) -> SummaryMessage:
    """A summary of one made-up article, and two more that it does not list."""
    item = SummaryItem(
        title=_TITLE,
        outlet="Marsad",
        url="https://example.org/news/test",
        published_at=now,
        seen_at=now,
        rules=("test-rule",),
        names=("مدينة المثال", "Sampletown"),
    )
    return SummaryMessage(reader, now, 3, (item,))


def _mention(name_id: str, name: str, field: str, text: str) -> Mention:
    start = text.index(name)
    return Mention(name_id, "place", name, name, field, start, start + len(name), HIT)


def _article(now: datetime) -> Article:
    return Article(
        id=0,
        entry_id=0,
        feed_id=0,
        group_id=0,
        url="https://example.org/news/test",
        title=_TITLE,
        body=_BODY,
        language="ar",
        author=None,
        published_at=now,
        body_source=BodySource.PAGE,
        page_status="ok",
        text_hash="",
        fetched_at=now,
        committed_at=now,
    )
