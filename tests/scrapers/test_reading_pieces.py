"""One item that breaks the reading costs itself at most: the others are read, and what could not be read is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scrapers.parsing.results import ParseFailed, ParseReason
from scrapers.reading import syndication
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import items, rss

if TYPE_CHECKING:
    from scrapers.parsing.results import ParsedFeed

URL = "https://news.example/ar/feed.xml"
LINK = "<link>https://news.example/bad</link>"
GOOD = [item.title for item in items(4)]


def read(document: str) -> ParsedFeed:
    """The feed that was fetched from the tests' URL."""
    return read_feed(document.encode(), URL, None)


def with_item(bad: str, after: int = 2) -> str:
    """Four sound items, and one more behind so many of them."""
    document = rss(*items(4))
    place = document.index("<item>")
    for _ in range(after):
        place = document.index("</item>", place) + len("</item>")
    return document[:place] + bad + document[place:]


@pytest.mark.parametrize(
    "bad",
    [
        "<item><title>معطوب</title><link></item></link>",
        f"<item><title>معطوب</item></title>{LINK}",
        f"<item><title>معطوب</title>{LINK}<pubDate></item></pubDate>",
        f"<item>{LINK}<title>معطوب</title><description>بلا نهاية</item>",
        f"<item>{LINK}<title>معطوب</title><description><![CDATA[بلا نهاية</description></item>",
        f"<item>{LINK}<title><![CDATA[معطوب</title></item>",
        f"<item><title>معطوب{LINK}</item>",
    ],
)
@pytest.mark.parametrize("after", [0, 2, 4])
def test_broken_item_hides_no_other(bad: str, after: int) -> None:
    """Elements that end elsewhere or never, as editors paste them: all five items are news."""
    parsed = read(with_item(bad, after))
    found = [item.title for item in parsed.items]
    assert [title for title in found if title in GOOD] == GOOD
    assert len(found) == 5
    assert "معطوب" in found[after]
    assert (parsed.complete, parsed.unread) == (True, 0)


def test_broken_item_of_a_cut_document_hides_no_other() -> None:
    """Two troubles at once: the end is missing, and an item swallows those behind it."""
    document = with_item(f"<item>{LINK}<title>معطوب</title><description><![CDATA[بلا نهاية</description></item>")
    parsed = read(document[: document.rindex("</item>")])
    assert [item.title for item in parsed.items] == [*GOOD[:2], "معطوب", GOOD[2]]
    assert (parsed.complete, parsed.digests) == (False, ())


def test_comment_without_end_hides_nothing() -> None:
    """A template's comment that lost its end would swallow all that follows."""
    parsed = read(with_item("<!-- إعلان"))
    assert [item.title for item in parsed.items] == GOOD


def test_closed_comment_stays_closed() -> None:
    """What a newsroom took back by a comment is not published by us, though another item is broken."""
    gone = "<!-- <item><title>محذوف</title></item> -->"
    parsed = read(with_item(f"{gone}<item>{LINK}<title><![CDATA[معطوب</title></item>"))
    assert "محذوف" not in {item.title for item in parsed.items}
    assert len(parsed.items) == 5


def test_channel_text_without_end_hides_nothing() -> None:
    """Trouble above the items is as little a reason to lose them."""
    document = rss(*items(4)).replace("<item>", "<description><![CDATA[أخبار</description><item>", 1)
    assert [item.title for item in read(document).items] == GOOD


def test_what_nobody_can_read_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence about a lost item would be the worst; the others are read all the same."""
    plain = syndication._parse

    def raises(document: str) -> dict[str, Any]:
        if "قنبلة" in document:
            raise ParseFailed(ParseReason.FAILED)
        return plain(document)

    monkeypatch.setattr(syndication, "_parse", raises)
    parsed = read(with_item("<item><title>قنبلة</title></item>"))
    assert [item.title for item in parsed.items] == GOOD
    assert (parsed.unread, parsed.digests) == (1, ())


def test_empty_item_is_nothing() -> None:
    """A template without an article makes no entry of nothing, and is no trouble."""
    parsed = read(with_item("<item></item><item> <title/> </item>"))
    assert [item.title for item in parsed.items] == GOOD
    assert parsed.unread == 0
    assert read(rss().replace("</channel>", "<item></item><item></item></channel>")).items == ()


def test_broken_items_cost_little() -> None:
    """A document of broken items alone is read in a bounded number of pieces."""
    bad = "".join(f"<item><title>{n}</title><link></item></link>" for n in range(1_500))
    parsed = read(rss().replace("</channel>", f"{bad}</channel>"))
    assert len(parsed.items) + parsed.unread == 1_500


def test_broken_known_items_are_passed_over() -> None:
    """Each item was read: next time none of them is, though one is broken."""
    document = with_item(f"<item>{LINK}<title><![CDATA[معطوب</title></item>")
    first = read(document)
    again = read_feed(document.encode(), URL, None, frozenset(first.digests))
    assert (again.items, again.known) == ((), 5)
