"""What the service sends is read back alike from a mail and from a webhook call."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from alerts.channels.email.mail import compose_mail
from alerts.channels.email.options import SmtpOptions
from alerts.channels.webhook.body import webhook_body
from alerts.excerpts import Excerpt
from alerts.message import AlertMessage, Message, NoticeMessage, Reader, SummaryItem, SummaryMessage, SurgePart
from alerts.news import Reason
from alerts.thread import Reprints
from archive.causes import CauseKind
from archive.changes import Change
from archive.nouns import BodySource, Mention
from scheduler.demo.arrivals import Arrival, Together, from_hook, from_mail
from scheduler.demo.mail_sink import Envelope
from scheduler.demo.names import ids_of_names, watchlist_text
from scheduler.demo.printing import Printer
from scheduler.demo.webhook_sink import Hook

NOW = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)
READER = Reader("en", ZoneInfo("Asia/Damascus"))
TITLE = "فرن آلي يبدأ العمل في مدينة هجين بعد توقف طويل"
SENTENCE = "وكان سكان مدينة هجين (SDF) يشترون الخبز من أفران بعيدة."


def marked(field: str, text: str, words: str) -> Excerpt:
    """A piece of the article with some words marked."""
    return Excerpt(field, text, ((text.index(words), text.index(words) + len(words)),))


ALERT = AlertMessage(
    reader=READER,
    created_at=NOW,
    thread="7",
    rule_id="name:hajin",
    revision=1,
    priority="normal",
    title=marked("title", TITLE, "مدينة هجين"),
    url="http://127.66.0.1:4000/news/bakery",
    outlet="صحيفة الضفاف",
    author=None,
    language="ar",
    published_at=NOW,
    seen_at=NOW,
    body_source=BodySource.PAGE,
    page_status="ok",
    mentions=(Mention("hajin", "place", "مدينة هجين", "مدينة هجين", "title", 23, 33, "hit"),),
    excerpts=(marked("text", SENTENCE, "مدينة هجين"),),
)
NOTICE = NoticeMessage(READER, NOW, "dead-letter", "An alert could not be delivered", ("Look.",))


def mailed(message: Message) -> Arrival | Together | None:
    """The message through the real composer and back."""
    options = SmtpOptions(host="127.0.0.1", port=25, sender="Marsad <marsad@example.org>")
    content = compose_mail(message, "desk@example.org", "ab12", options, NOW)
    return from_mail(Envelope(("desk@example.org",), content), ids_of_names(watchlist_text()))


def called(message: Message) -> Arrival | Together | None:
    """The same by webhook."""
    return from_hook(Hook("ab12", json.loads(webhook_body(message))))


@pytest.mark.parametrize("read", [mailed, called])
def test_alert_is_read_back(read: object) -> None:
    """The oracle must know an alert again whichever way it came."""
    arrival = read(ALERT)  # type: ignore[operator]
    assert (arrival.url, arrival.name) == (ALERT.url, "hajin")
    assert "".join(segment.text for segment in arrival.title) == TITLE
    assert [segment.text for segment in arrival.sentence if segment.marked] == ["مدينة هجين"]
    assert "ab12" in arrival.message_id


def test_notices_are_not_alerts() -> None:
    """What the operator is told must not count as a delivered alert."""
    assert mailed(NOTICE) is None
    assert called(NOTICE) is None


COPY = replace(
    ALERT,
    reason=Reason.NAMES,
    changes=(Change("SDF"),),
    reprints=Reprints(("نشرة الميناء", "Palm Wire")),
)
SUMMARY = SummaryMessage(
    READER,
    NOW,
    total=1,
    items=(SummaryItem(TITLE, "Siren Desk", ALERT.url, NOW, NOW, ("name:hajin", "name:sdf"), ("مدينة هجين", "SDF")),),
    surges=(SurgePart(CauseKind.FEED, "Siren Desk", 1, 1, 0.0),),
)


@pytest.mark.parametrize("read", [mailed, called])
def test_what_a_copy_adds_is_read_back(read: object) -> None:
    """The line on what is new stands above the title, and the other outlets below the link: neither is taken for it."""
    arrival = read(COPY)  # type: ignore[operator]
    assert (arrival.url, arrival.name) == (ALERT.url, "hajin")
    assert "".join(segment.text for segment in arrival.title) == TITLE
    assert arrival.news in {"New in this version: SDF", "names"}
    assert "Palm Wire" in arrival.copies[0]


@pytest.mark.parametrize("read", [mailed, called])
def test_summary_counts_each_alert_of_each_article(read: object) -> None:
    """What a flood brings is told together, and none of it may be missing from the verdict."""
    together = read(SUMMARY)  # type: ignore[operator]
    assert together.articles == ((ALERT.url, ("hajin", "sdf")),)
    assert together.causes == ("Siren Desk: one article within one minute; usually it is less than one an hour.",)


def printed(*, terminal: bool) -> str:
    """An alert as the demo prints it."""
    out = StringIO()
    console = Console(
        file=out, force_terminal=terminal, color_system="standard" if terminal else None, width=200, highlight=False
    )
    arrival = called(ALERT)
    assert isinstance(arrival, Arrival)
    Printer(console=console).alert(arrival, "صحيفة الضفاف", NOW, 1.25)
    return out.getvalue()


def test_plain_output_marks_with_brackets() -> None:
    """Off a terminal there are no colours and no invisible characters."""
    text = printed(terminal=False)
    assert "[مدينة هجين]" in text
    assert "1.2 s" in text
    assert not set(text) & {"\x1b", "\u2068", "\u2069"}


def test_terminal_output_isolates_arabic() -> None:
    """On a terminal marks are coloured, and right-to-left runs cannot reorder the line around them."""
    text = printed(terminal=True)
    assert "\x1b[" in text
    assert "\u2068" in text
    assert "[مدينة" not in text
