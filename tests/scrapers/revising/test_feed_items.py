"""Which changes of a feed's item are worth a request for its page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.nouns import BodySource, NewEntry
from archive.sightings import Sighting
from scrapers.revising.feed_items import is_edited, sighted

TITLE = "حريق في مستودع للحبوب شرق البلدة"
TEXT = "<p>عملت فرق الإطفاء حتى الفجر لإخماد حريق اندلع في مستودع للحبوب شرق البلدة، ولم ترد أنباء عن إصابات.</p>"
LONGER = TEXT + "<p>وقال شاهد إن الحريق بدأ بعد منتصف الليل وإن المستودع كان خاليا.</p>"
BEFORE = Sighting(TITLE, TEXT, "", matched=True, body_source=BodySource.PAGE)


def item(title: str = TITLE, text: str = TEXT, key: str = "1") -> NewEntry:
    """The item as it stands in its feed now."""
    return NewEntry(key, key, "1", "https://wire.example/1", key, title, key, text, "", None)


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
    assert is_edited(BEFORE, now)


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
    assert not is_edited(BEFORE, now)


def test_unmatched_pages_are_asked_for_by_title_alone() -> None:
    """Feeds change their teasers all day."""
    before = replace(BEFORE, matched=False)
    assert not is_edited(before, item(text=LONGER))
    assert is_edited(before, item(title="حريق في مستودعين"))


def test_feeds_own_text_counts_where_it_is_the_article() -> None:
    """Nothing else could say that a watched name is in it now."""
    assert is_edited(replace(BEFORE, matched=False, body_source=BodySource.FEED), item(text=LONGER))


def test_known_items_with_a_text_are_sighted() -> None:
    """Of the others the title is all that they say, and that is known."""
    known, bare, fresh = item(key="1"), item(text="", key="2"), item(key="3")
    assert sighted([known, bare, fresh], [fresh]).items == [known]
