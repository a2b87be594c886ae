"""What a mail looks like to its reader, as it came over the wire."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from alerts.channels.email.display import local_and_utc
from alerts.routing import Routing
from alerts.settings import EMAIL
from archive.nouns import BodySource
from tests.alerts.world import BODY, HAJIN, SDF, START, TITLE, World, mail_channel, operator, recipient

if TYPE_CHECKING:
    from tests.servers.mail import Mail, MailServer

SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=//evil.example/p.gif onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='x'></iframe>",
    "</title><script>alert(1)</script>",
    "{{7*7}}{% raw %}",
    "&lt;b&gt;",
    "<math><mtext></table></math>",
]


@pytest.fixture
def readable(world: World, server: MailServer) -> World:
    """A world whose mail works."""
    world.channels = {EMAIL: mail_channel(server)}
    return world


async def mail(world: World, server: MailServer) -> Mail:
    """The one mail that arrives."""
    await world.delivers()
    (found,) = server.mails
    return found


async def test_subject_starts_with_the_name(readable: World, server: MailServer) -> None:
    """The place is read on the smallest screen; further names are counted."""
    await readable.publishes()
    assert (await mail(readable, server)).message["Subject"] == f"هجين و1 غيرها: {TITLE}"


async def test_headers_serve_mail_programs(readable: World, server: MailServer) -> None:
    """Filters, threads and auto-responders find what they look for; the Message-ID is the delivery's own."""
    await readable.publishes()
    message = (await mail(readable, server)).message
    (delivery,) = readable.alert_deliveries()
    assert message["Message-ID"] == f"<{delivery.message_key}@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<marsad-alerts.example.org>"
    assert message["From"].addresses[0].display_name == "مرصد"
    assert message["Date"].datetime.tzinfo is not None
    assert message.get_content_type() == "multipart/alternative"


async def test_copies_share_a_thread(readable: World, server: MailServer) -> None:
    """An alert about a copy that names more stands under the first one; another text does not."""
    await readable.publishes(TITLE, BODY, HAJIN)
    await readable.publishes(TITLE, BODY, HAJIN, SDF)
    await readable.publishes("Another", "Hajin and nothing else.", ("hajin", "place", "Hajin"))
    await readable.delivers()
    threads = [
        found.message["References"] for found in sorted(server.mails, key=lambda found: found.message["Subject"])
    ]
    assert len(threads) == 3
    assert len(set(threads)) == 2


async def test_words_are_marked_twice(readable: World, server: MailServer) -> None:
    """The matched words are marked and bold, so that clients which drop one keep the other."""
    await readable.publishes()
    found = await mail(readable, server)
    tree = html.fromstring(found.part("html"))
    assert [mark.text_content() for mark in tree.iter("mark")] == ["هجين", "قسد", "هجين"]
    assert all(mark.find("b") is not None for mark in tree.iter("mark"))
    assert "أعلنت *قسد* اليوم سيطرتها على مدينة *هجين*." in found.part("plain")


async def test_only_sentences_with_names_are_shown(readable: World, server: MailServer) -> None:
    """The mail is not a copy of the article."""
    await readable.publishes()
    found = await mail(readable, server)
    assert "المعارك مستمرة" not in found.part("plain")
    assert "المعارك مستمرة" not in found.part("html")


async def test_reader_sees_source_times_and_reason(readable: World, server: MailServer) -> None:
    """Who said it, when by the reader's clock and by UTC, where to read it, why this mail was sent."""
    await readable.publishes(url="https://news.example/هجين?a=1&b=2")
    for kind in ("plain", "html"):
        body = (await mail(readable, server)).part(kind)
        assert "جريدة الفرات" in body
        assert "2026-11-22 18:05 (Asia/Damascus), 15:05 UTC" in body
        assert "https://news.example/%D9%87" in body
        assert "وصلك هذا التنبيه لأن هجين، قسد ضمن قائمة المراقبة" in body


async def test_written_rule_is_named(readable: World, server: MailServer) -> None:
    """A rule of the user's own is why, with what it found."""
    await readable.publishes(rule_id="fighting-east")
    assert "fighting-east" in (await mail(readable, server)).part("plain")


async def test_every_block_says_its_direction(readable: World, server: MailServer) -> None:
    """Clients guess directions badly: each block has its own, Arabic or Latin as its text is."""
    readable.routing = Routing(operator(EMAIL), (recipient("desk", "en", "UTC"),))
    await readable.publishes(TITLE, BODY + "\nHajin is quiet.", HAJIN, SDF, ("hajin", "place", "Hajin"))
    tree = html.fromstring((await mail(readable, server)).part("html"))
    assert tree.get("dir") == "ltr"
    for tag in ("body", "table", "td", "h1", "p"):
        assert all(block.get("dir") in {"rtl", "ltr"} for block in tree.iter(tag)), tag
    directions = {block.text_content(): block.get("dir") for block in tree.iter("h1", "p")}
    assert directions[TITLE] == "rtl"
    assert [way for text, way in directions.items() if text.startswith("SDF forces")] == ["ltr"]
    assert all(block.get("lang") for block in tree.iter("html", "h1", "p"))


async def test_recipients_read_their_language(readable: World, server: MailServer) -> None:
    """One message each, in the words and the hour of its reader."""
    readable.routing = Routing(operator(EMAIL), (recipient("ar", "ar"), recipient("en", "en", "Europe/Berlin")))
    await readable.publishes()
    await readable.delivers()
    bodies = {found.recipients[0]: found.part("plain") for found in server.mails}
    assert "المصدر:" in bodies["ar@example.org"]
    assert "Source:" in bodies["en@example.org"]
    assert "16:05 (Europe/Berlin)" in bodies["en@example.org"]
    assert all("en@" not in found.message["To"] or found.recipients == ["en@example.org"] for found in server.mails)


@pytest.mark.parametrize("text", SCRIPTS)
async def test_article_text_is_only_text(readable: World, server: MailServer, text: str) -> None:
    """Nothing an article says becomes an element, is loaded from elsewhere or is read as a template."""
    await readable.publishes(f"{text} هجين", f"{text} هجين {text}.", HAJIN, outlet=text)
    page = (await mail(readable, server)).part("html")
    tree = html.fromstring(page)
    loaders = {"script", "img", "svg", "iframe", "math", "link", "object", "video", "form"}
    assert not [element.tag for element in tree.iter() if element.tag in loaders]
    assert not tree.xpath("//*[@src or @srcset or @background or @onload or @onerror or contains(@style, 'url(')]")
    assert text in tree.text_content()


async def test_reordering_marks_are_gone(readable: World, server: MailServer) -> None:
    """A right-to-left override in an article cannot turn the words beside it."""
    await readable.publishes("\u202eهجين\u2066", "\u202dفي هجين\u202c الآن.", HAJIN)
    found = await mail(readable, server)
    for body in (found.part("plain"), found.part("html"), found.message["Subject"]):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", body)


async def test_feed_text_is_owned_up_to(readable: World, server: MailServer) -> None:
    """An alert on the feed's own text says that the page could not be read."""
    await readable.publishes(body_source=BodySource.FEED)
    assert "تعذّرت قراءة صفحة المقال" in (await mail(readable, server)).part("plain")


async def test_bearable_size_of_any_article(readable: World, server: MailServer) -> None:
    """A title of five thousand letters and a body that is all names still go out, as a mail of bearable size."""
    await readable.publishes("هجين " * 1_000, "هجين " * 20_000, HAJIN)
    assert len((await mail(readable, server)).content) < 100_000


@pytest.mark.parametrize("title", ["", " ", "\u202e", "\x85\u2028"])
async def test_missing_title_is_owned_up_to(readable: World, server: MailServer, title: str) -> None:
    """A subject says that there is none rather than end in a colon, also when only invisible marks stand there."""
    await readable.publishes(title, BODY, HAJIN)
    assert (await mail(readable, server)).message["Subject"] == "هجين: (بلا عنوان)"


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Etc/GMT-14", "Etc/GMT+12"])
def test_any_instant_is_shown_in_any_zone(zone: str) -> None:
    """A date at the calendar's edge, which a zone's offset leaves, is shown in UTC and costs no alert."""
    for moment in (datetime.min.replace(tzinfo=UTC), START, datetime.max.replace(tzinfo=UTC)):
        assert local_and_utc(moment, ZoneInfo(zone)).endswith(" UTC")


def test_utc_date_is_shown_when_it_differs() -> None:
    """Around midnight the reader's day is not UTC's."""
    reader = recipient("desk")
    moment = START.replace(hour=22, minute=30)
    assert local_and_utc(moment, reader.timezone) == "2026-11-23 01:30 (Asia/Damascus), 2026-11-22 22:30 UTC"
    assert local_and_utc(moment, replace(reader, timezone=operator().timezone).timezone) == "2026-11-22 22:30 UTC"
