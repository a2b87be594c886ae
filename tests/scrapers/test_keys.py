"""Two items are never taken for one; one item is taken for two only where its copy stays silent."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from scrapers.hashing import digest
from scrapers.parsing.results import FeedItem
from scrapers.reading.keys import KeyedItems, key_items, title_hash

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def item(number: int = 1, *, guid: str | None = None, title: str | None = None, url: str | None = None) -> FeedItem:
    """A different item for each number, but for what is given."""
    return FeedItem(
        guid=guid if guid is not None else f"urn:{number}",
        url=url if url is not None else f"https://news.example/ar/{number}",
        title=title if title is not None else f"خبر رقم {number}",
        published=None,
        summary=f"موجز {number}",
        content="",
    )


def keyed(*found: FeedItem, unreliable: bool = False) -> KeyedItems:
    """The items of one document, keyed."""
    return key_items(found, guids_unreliable=unreliable, now=NOW)


def test_edited_title_is_same_item() -> None:
    """A publisher who corrects a headline under the same guid has not published twice."""
    before, after = keyed(item(title="قصف على هجين")), keyed(item(title="قصف عنيف على هجين"))
    assert before.entries[0].item_key == after.entries[0].item_key
    assert before.entries[0].composite_key != after.entries[0].composite_key


def test_duplicate_guids_are_all_items() -> None:
    """Ten items under one guid are ten pieces of news, and the feed's guids are not trusted from then on."""
    found = keyed(*(item(number, guid="0") for number in range(10)))
    assert len({entry.item_key for entry in found.entries}) == 10
    assert found.guids_unreliable


def test_distrust_outlives_document() -> None:
    """A later document that happens to hold one item must not bring the shared guid back."""
    found = keyed(item(7, guid="0"), unreliable=True)
    assert found.guids_unreliable
    assert found.entries[0].item_key == found.entries[0].composite_key


def test_missing_guid_uses_link_and_title() -> None:
    """Feeds without guids are told apart by link and title, whatever tracking the link carries."""
    plain = keyed(item(guid="")).entries[0]
    tracked = keyed(item(guid="", url="https://news.example/ar/1?utm_source=rss")).entries[0]
    other = keyed(item(guid="", title="خبر آخر")).entries[0]
    assert plain.item_key == tracked.item_key
    assert plain.item_key != other.item_key


def test_untitled_items_differ_by_text() -> None:
    """RSS allows items of a description alone; two of them are two."""
    one, two = item(1, guid="", title="", url=""), item(2, guid="", title="", url="")
    assert len(keyed(one, two).entries) == 2


def test_same_item_twice_is_one() -> None:
    """Some feeds list an item twice in one document."""
    assert len(keyed(item(guid=""), item(guid="")).entries) == 1


def test_future_date_is_dropped() -> None:
    """The item is kept and its impossible date is not."""
    future = FeedItem("g", "https://e.example/1", "عنوان", datetime(2099, 1, 1, tzinfo=UTC), "", "")
    assert keyed(future).entries[0].published_at is None


def test_title_hash_ignores_spacing() -> None:
    """Case, width and spaces vary between documents of one feed."""
    assert title_hash(item(title="SDF  في هجين ")) == title_hash(item(title="sdf في هجين"))


@given(st.lists(st.text(max_size=8), max_size=5), st.lists(st.text(max_size=8), max_size=5))
def test_digest_separates_parts(one: list[str], two: list[str]) -> None:
    """Parts cannot run into one another: only equal lists have equal digests."""
    assert (digest(*one) == digest(*two)) == (one == two)


def test_own_page_is_told() -> None:
    """A front page, and a link and title that two items share, cannot tell an item whose guid has changed."""
    entries = keyed(
        item(1),
        item(2, url="https://news.example/"),
        item(3, url="https://news.example/live", title="عاجل"),
        item(4, url="https://news.example/live", title="عاجل"),
        item(5, url="https://news.example/?p=5"),
        item(6, url=""),
    ).entries
    assert [entry.names_its_page for entry in entries] == [True, False, False, False, True, False]
