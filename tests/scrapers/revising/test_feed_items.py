"""Which changes of a feed's item are worth a request for its page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.nouns import BodySource, NewEntry
from archive.sightings import Sighting
from scrapers.revising.feed_items import edited_of

TITLE = "حريق في مستودع للحبوب شرق البلدة"
TEXT = "<p>عملت فرق الإطفاء حتى الفجر لإخماد حريق اندلع في مستودع للحبوب شرق البلدة، ولم ترد أنباء عن إصابات.</p>"
LONGER = TEXT + "<p>وقال شاهد إن الحريق بدأ بعد منتصف الليل وإن المستودع كان خاليا.</p>"
READ_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def item(title: str = TITLE, text: str = TEXT, key: str = "1") -> NewEntry:
    """The item as it stands in its feed now."""
    return NewEntry(key, key, "1", "https://wire.example/1", key, title, key, text, "", None)


def is_edited(now: NewEntry, *, matched: bool = True, source: BodySource = BodySource.PAGE) -> bool:
    """Whether what the feed says now is worth a request."""
    return bool(edited_of([sighting(now, matched=matched, source=source)]))


def sighting(
    now: NewEntry, before: str = TEXT, *, matched: bool = True, source: BodySource = BodySource.PAGE
) -> Sighting:
    """An item that had this text before."""
    return Sighting(1, TITLE, before, "", matched, source, "ok", READ_AT, now)


@pytest.mark.parametrize(
    "now",
    [
        item(title="حريق في مستودعين للحبوب شرق البلدة"),
        item(text=LONGER),
        item(text=TEXT + "<p>تصحيح: المستودع غرب البلدة.</p>"),
    ],
)
def test_other_words_are_an_edit(now: NewEntry) -> None:
    """Of an article with a watched name in it."""
    assert is_edited(now)


@pytest.mark.parametrize(
    "now",
    [
        item(title=TITLE + "!"),
        item(title="", text=TEXT),
        item(text=TEXT.replace("<p>", '<p class="x"><img src="https://wire.example/seen?id=7">')),
        item(text=TEXT + "<p>12 تعليق</p>"),
        item(text=TEXT + "<p>آخر تحديث: 23 نوفمبر 2026 - 16:40</p>"),
        item(text=TEXT[:20]),
        item(text=""),
    ],
)
def test_clockwork_is_no_edit(now: NewEntry) -> None:
    """Points, pictures, counters, times, and a text that is cut off."""
    assert not is_edited(now)


def test_unmatched_pages_are_asked_for_by_title_alone() -> None:
    """Feeds change their teasers all day."""
    assert not is_edited(item(text=LONGER), matched=False)
    assert is_edited(item(title="حريق في مستودعين"), matched=False)


def test_feeds_own_text_counts_where_it_is_the_article() -> None:
    """Nothing else could say that a watched name is in it now."""
    assert is_edited(item(text=LONGER), matched=False, source=BodySource.FEED)


def test_hostile_feed_costs_little() -> None:
    """Two hundred long texts that change with every poll."""
    old, new = ("".join(f"<p>{place} {word}</p>" for place in range(1, 2_000)) for word in ("قديم", "جديد"))
    assert 0 < len(edited_of([sighting(item(text=new), old)] * 200)) < 10


@pytest.mark.parametrize(
    ("now", "has_notice"),
    [
        (item(title="تصحيح: حريق في مستودع للحبوب غرب البلدة"), True),
        (item(text=TEXT + "<p>تصحيح: المستودع غرب البلدة.</p>"), True),
        (item(text=LONGER), False),
    ],
)
def test_notice_is_known_before_the_page_is_read(now: NewEntry, *, has_notice: bool) -> None:
    """It is asked for at once, however often its feed has changed for nothing."""
    (edited,) = edited_of([sighting(now)])
    assert edited.has_notice is has_notice
