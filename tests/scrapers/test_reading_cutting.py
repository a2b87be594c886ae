"""Known items are cut out unread, and never at the price of an item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.reading import cutting
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import Item, items, rss

if TYPE_CHECKING:
    from scrapers.parsing.results import ParsedFeed

URL = "https://news.example/ar/feed.xml"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>مرصد</title>
<entry><id>a</id><title>أول</title><link href="/1"/></entry><entry><id>b</id><title>ثان</title><link href="/2"/></entry>
</feed>"""


def read(document: str, known: ParsedFeed | None = None) -> ParsedFeed:
    """The document, after another was read and remembered."""
    return read_feed(document.encode(), URL, None, frozenset(known.digests if known else ()))


def titles(parsed: ParsedFeed) -> list[str]:
    """What was read."""
    return [item.title for item in parsed.items]


def test_only_new_items_are_read() -> None:
    """Two of five items are new: two are read, and all five are known from then on."""
    before = read(rss(*items(3)))
    after = read(rss(*items(5)), before)
    assert (len(before.digests), before.known) == (3, 0)
    assert (titles(after), after.known) == (titles(read(rss(*items(5))))[3:], 3)
    assert set(before.digests) < set(after.digests)
    assert len(after.digests) == 5


def test_nothing_new_is_a_feed_still() -> None:
    """A document of known items alone is a feed with no news, not one without items."""
    before = read(rss(*items(3)))
    after = read(rss(*items(3), title="عنوان آخر"), before)
    assert (after.items, after.known, after.complete, after.title) == ((), 3, True, "عنوان آخر")


def test_edited_item_is_read_again() -> None:
    """An item with one letter changed is not the one that was known."""
    before = read(rss(*items(2)))
    edited = [replace(items(2)[0], title="خبر مصحح"), items(2)[1]]
    assert titles(read(rss(*edited), before)) == ["خبر مصحح"]


def test_atom_entries_are_cut_too() -> None:
    """Atom calls its items entries."""
    before = read(ATOM)
    assert titles(read(ATOM.replace("ثان", "ثالث"), before)) == ["ثالث"]


def test_repeated_guid_brings_the_whole() -> None:
    """A new item under the guid of a known one shows that guids name nothing here; both must be seen together."""
    before = read(rss(*items(2)))
    news = Item(title="خبر آخر", guid="urn:item:1", link="https://news.example/ar/1")
    assert len(read(rss(news, *items(2)), before).items) == 3


@pytest.mark.parametrize("reference", ["&amp;", "&#038;", "&#x26;"])
@pytest.mark.parametrize("title", ["عاجل", "عاجل &nbsp; <br>"])
def test_repeated_guid_in_another_spelling(reference: str, title: str) -> None:
    """WordPress writes an ampersand by its number, and a broken document's guids keep their references."""
    guid = "<guid>https://news.example/?type=x&p=1</guid>".replace("&", reference)
    known = rss(*items(2)).replace("<guid>urn:item:1</guid>", guid)
    news = f"<item><title>{title}</title><link>https://news.example/9</link>{guid}</item>"
    before = read(known)
    assert len(read(known.replace("<item>", f"{news}<item>", 1), before).items) == 3


@pytest.mark.parametrize(
    "inner",
    [
        "<description><![CDATA[<item><title>داخل</title></item>]]></description>",
        "<item><title>داخل</title></item>",
        "<description><![CDATA[ </item> ]]></description>",
        "<item/>",
    ],
)
def test_items_within_items_are_never_cut(inner: str) -> None:
    """Where items cannot be told apart without parsing, the whole document is parsed, every time."""
    document = rss(*items(2)).replace("</item>", f"{inner}</item>", 1)
    assert read(document).digests == ()


def test_items_in_comments_are_never_cut() -> None:
    """What stands in a comment is no item, so counting tells that the cut would be wrong."""
    document = rss(*items(2)).replace("<item>", "<!-- <item><title>قديم</title></item> --><item>", 1)
    parsed = read(document)
    assert (len(parsed.items), parsed.digests) == (2, ())


def test_cut_that_loses_an_entry_is_not_used() -> None:
    """A new item in a comment makes the trimmed reading one item short: then the whole is read."""
    before = read(rss(*items(3)))
    document = rss(*items(3)).replace("</channel>", "<!-- <item><title>قديم</title></item> --></channel>")
    parsed = read(document, before)
    assert (len(parsed.items), parsed.known) == (3, 0)


def test_truncated_document_is_read_whole() -> None:
    """Its last item may be known by a beginning only."""
    before = read(rss(*items(3)))
    parsed = read(rss(*items(3))[:-30], before)
    assert (parsed.known, parsed.digests, parsed.complete) == (0, (), False)


def test_left_out_items_are_not_known() -> None:
    """Items over the limit were never remembered, so nothing vouches for them."""
    assert read(rss(*items(2_001))).digests == ()


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(1, 12)), st.lists(st.integers(1, 12), unique=True, max_size=12))
def test_cut_and_whole_agree(first: set[int], second: list[int]) -> None:
    """Whatever was known, the new items are exactly those that were not in the document before."""
    every = items(12)
    before = read(rss(*(every[number - 1] for number in sorted(first))))
    after = read(rss(*(every[number - 1] for number in second)), before)
    assert titles(after) == [every[number - 1].title for number in second if number not in first]
    assert after.known == len(first & set(second))


def test_middle_of_an_endless_feed_is_left_out() -> None:
    """A feed of thousands of items is read at both its ends, for the newest stand at one of them."""
    parsed = read(rss(*items(4_500)))
    assert (len(parsed.items), parsed.left_out) == (2_000, 2_500)
    assert titles(parsed)[0] == titles(read(rss(*items(1))))[0]


def test_newest_of_an_endless_feed_may_stand_last() -> None:
    """Some systems begin with the oldest."""
    dated = [
        replace(item, date=f"Tue, 05 Nov 2024 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02} GMT")
        for n, item in enumerate(items(4_500))
    ]
    assert titles(read(rss(*dated)))[-1] == dated[-1].title


def test_middle_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The items between cost no parsing: that is what holds a process up."""
    monkeypatch.setattr(cutting, "ITEM_LIMIT", 2)
    document = rss(*items(7))
    ends, passed_over = cutting.without_middle(document)
    assert passed_over == 3
    assert [number for number in range(1, 8) if f"<guid>urn:item:{number}<" in ends] == [1, 2, 6, 7]
    assert cutting.without_middle(rss(*items(4))) == (rss(*items(4)), 0)
