"""Feeds are read as publishers really write them, and nothing that can be read is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.parsing.results import ParsedFeed, ParseFailed, ParseReason
from scrapers.reading import items as limits
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import Item, items, page, rss

URL = "https://news.example/ar/feed.xml"

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://cdn.example/ar/">
<title>الخبر</title><entry><id>tag:x,1</id><title type="html">&lt;b&gt;عاجل&lt;/b&gt;: هجين</title>
<link rel="alternate" href="2024/1"/><updated>2024-11-05T10:00:00+03:00</updated>
<summary>موجز</summary><content type="html">&lt;p&gt;النص الكامل للخبر&lt;/p&gt;</content></entry></feed>"""


def read(document: str | bytes, content_type: str | None = None) -> ParsedFeed:
    """The feed that was fetched from the tests' URL."""
    return read_feed(document.encode() if isinstance(document, str) else document, URL, content_type)


def titles(document: str | bytes, content_type: str | None = None) -> list[str]:
    """The titles in it."""
    return [item.title for item in read(document, content_type).items]


def test_atom_item_is_complete() -> None:
    """Atom's own elements give the same fields: xml:base is honoured, times come as UTC, markup leaves the title."""
    (item,) = read(ATOM).items
    assert item.guid == "tag:x,1"
    assert item.url == "https://cdn.example/ar/2024/1"
    assert item.title == "عاجل: هجين"
    assert item.published == datetime(2024, 11, 5, 7, 0, tzinfo=UTC)
    assert (item.summary, item.content) == ("موجز", "<p>النص الكامل للخبر</p>")


@pytest.mark.parametrize("title", ["قصف", "قصف &nbsp;<br> هجين"])
def test_guid_is_one_however_it_is_parsed(title: str) -> None:
    """One broken title makes feedparser read all guids in another way; an item's page must not go lost by it."""
    guid = "<guid>https://news.example/?a=1&amp;b=2</guid>"
    (item,) = read(f"<rss version='2.0'><channel><item><title>{title}</title>{guid}</item></channel></rss>").items
    assert (item.guid, item.url) == ("https://news.example/?a=1&b=2",) * 2


def test_what_breaks_the_library_is_straightened() -> None:
    """An element that ends behind the item it began in is a KeyError to feedparser: here an item without it."""
    parsed = read("<rss version='2.0'><channel><item><title>هجين</title><link></item></link></channel></rss>")
    assert [item.title for item in parsed.items] == ["هجين"]


def test_items_in_a_script_behind_the_end() -> None:
    """What a site's server adds behind a whole feed does not make it a part."""
    assert read(rss(Item()) + "<script>var list = '<item>'</script>").complete


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("/ar/١", "https://news.example/ar/١"),
        ("2", "https://news.example/ar/2"),
        (" https://other.example/3\n", "https://other.example/3"),
        ("//other.example/4", "https://other.example/4"),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
        ("data:text/html,x", ""),
    ],
)
def test_links_become_absolute(link: str, absolute: str) -> None:
    """A link that only the feed's own address completes must lead to the page; one that http cannot fetch is none."""
    assert read(rss(Item(link=link))).items[0].url == absolute


def test_permalink_guid_is_link() -> None:
    """Some feeds give a permalink guid and no link."""
    assert read(rss(Item(link=None, guid="https://news.example/ar/9"))).items[0].url == "https://news.example/ar/9"


def test_html_page_is_no_feed() -> None:
    """An error page with status 200 must be reported, not taken for a day without news."""
    with pytest.raises(ParseFailed) as failure:
        read(page())
    assert failure.value.reason is ParseReason.NOT_A_FEED


@pytest.mark.parametrize("body", [b"", b"  \r\n ", b"\xef\xbb\xbf", b"\x00\x00"])
def test_empty_body_is_empty(body: bytes) -> None:
    """An empty answer is a failure of its own, with its own advice."""
    with pytest.raises(ParseFailed) as failure:
        read(body)
    assert failure.value.reason is ParseReason.EMPTY


def test_feed_without_items_is_feed() -> None:
    """A young feed that lists nothing is well-formed."""
    parsed = read(rss())
    assert (parsed.items, parsed.complete, parsed.title) == ((), True, "مرصد الفرات")


@pytest.mark.parametrize("cut", [5, 40, 200, 420])
def test_truncated_feed_keeps_whole_items(cut: int) -> None:
    """The cut item would be remembered with half its title; it is dropped, and the document counts as incomplete."""
    whole = [item.title for item in items(4)]
    parsed = read(rss(*items(4)).strip().encode()[: -len("</channel></rss>") - cut])
    assert [item.title for item in parsed.items] == whole[: len(parsed.items)]
    assert 2 <= len(parsed.items) <= 3
    assert not parsed.complete


def test_feed_cut_before_first_end() -> None:
    """When not even one item is whole, none is kept, and it still is a feed."""
    document = rss(*items(1))
    parsed = read(document[: document.index("</title><link>")])
    assert (parsed.items, parsed.complete) == ((), False)


def test_malformed_feed_is_complete() -> None:
    """A bare ampersand breaks XML but hides nothing: all items are read and the document is whole."""
    parsed = read(rss(Item(title="سوق & أسعار")).replace("&amp;", "&"))
    assert [item.title for item in parsed.items] == ["سوق & أسعار"]
    assert parsed.complete


def test_control_characters_leave_titles() -> None:
    """Vertical tabs, NULs and escaped line breaks would break mail headers and JSON readers."""
    document = rss(Item(title="TITLE")).replace("TITLE", "عاجل\x0b\x00 من\x85&#13;&#10;Bcc: x@y.z &#11;هجين")
    (title,) = titles(document)
    assert title == "عاجل من… Bcc: x@y.z هجين"


def test_entity_bomb_costs_little() -> None:
    """Nested entities must not multiply."""
    entities = '<!ENTITY a "ahahahahah">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    document = rss(Item(title="TITLE")).replace("TITLE", "&h;")
    bomb = document.replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1)
    assert sum(len(title) for title in titles(bomb)) < 10_000


def test_external_entity_stays_unread() -> None:
    """A feed cannot read the machine's files."""
    document = rss(Item(title="TITLE")).replace("TITLE", "&x;")
    asking = document.replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1)
    assert "root:" not in "".join(titles(asking))


def test_deep_nesting_is_read() -> None:
    """Elements nested by the thousand must not end the reading in an exception."""
    document = rss(Item(description="DEEP")).replace("DEEP", "<a>" * 5_000 + "</a>" * 5_000)
    assert len(read(document).items) == 1


def test_items_beyond_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many items the newest are kept, wherever they stand, and the rest is reported."""
    monkeypatch.setattr(limits, "ITEM_LIMIT", 3)
    dated = [Item(title=str(day), guid=str(day), date=f"0{day} Nov 2024 07:00:00 GMT") for day in range(1, 6)]
    parsed = read(rss(*dated))
    assert [item.title for item in parsed.items] == ["3", "4", "5"]
    assert parsed.left_out == 2
    undated = read(rss(*(Item(title=str(place), guid=str(place), date=None) for place in range(1, 6))))
    assert [item.title for item in undated.items] == ["1", "2", "5"]


def test_huge_contents_are_dropped_not_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document whose texts are too long loses texts, never items."""
    monkeypatch.setattr(limits, "_DOCUMENT_TEXT_LIMIT", 1_000)
    parsed = read(rss(*(Item(guid=str(number), description="خبر " * 200) for number in range(4))))
    assert [len(item.summary) for item in parsed.items] == [799, 500, 500, 500]


def test_summary_is_not_content_twice() -> None:
    """An item with content alone is not stored with the same text as its summary."""
    document = rss(Item(description="X")).replace("<description>X</description>", "<c:encoded>نص</c:encoded>")
    with_namespace = document.replace("<rss", '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"', 1)
    (item,) = read(with_namespace).items
    assert (item.summary, item.content) == ("", "نص")


def test_lone_surrogates_leave_texts() -> None:
    """Half a character cannot be stored in any database."""
    document = rss(Item(title="TITLE"))
    assert titles(document.replace("TITLE", "قبل &#xD83D; بعد")) == ["قبل بعد"]
    assert titles(document.replace("TITLE", "قبل &#55357;&#56832; بعد")) == ["قبل \U0001f600 بعد"]
    assert titles(document.replace("TITLE", "قبل &#0;&#1585;&#9999999; بعد")) == ["قبل ر بعد"]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("<ttl>10</ttl>", 600),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1800),
        ("<ttl>soon</ttl>", None),
        ("", None),
    ],
)
def test_period_of_changes_is_read(told: str, seconds: float | None) -> None:
    """A feed may say how often it is worth asking, whether or not its items are known."""
    document = rss(Item(guid="1"), Item(guid="2")).replace("<channel>", f"<channel>{told}", 1)
    document = document.replace("<rss", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"', 1)
    whole = read(document)
    assert whole.period_seconds == seconds
    again = read_feed(document.encode(), URL, None, frozenset(whole.digests))
    assert (again.period_seconds, again.known) == (seconds, 2)


@pytest.mark.parametrize("name", ["yandex:full-text", "fulltext", "content:encoded"])
def test_full_text_is_read_by_its_usual_names(name: str) -> None:
    """Where the page cannot be had, the text that the feed brings is all there is to look in."""
    text = f"<{name}>قصف على هجين</{name}><description>موجز</description>"
    (item,) = read(f"<rss version='2.0'><channel><item><title>خبر</title>{text}</item></channel></rss>").items
    assert (item.content, item.summary) == ("قصف على هجين", "موجز")


def test_content_elsewhere_is_the_page() -> None:
    """Atom may name where an entry's content is instead of a link (RFC 4287, section 4.1.3.2)."""
    content = '<content type="text/html" src="/ar/1"/>'
    (item,) = read(
        ATOM.replace('<content type="html">', f"{content}<x>")
        .replace("</content>", "</x>")
        .replace('<link rel="alternate" href="2024/1"/>', "")
        .replace(' xml:base="https://cdn.example/ar/"', "")
    ).items
    assert item.url == "https://news.example/ar/1"
