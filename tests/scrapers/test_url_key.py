"""One article has one key, whatever its link carries; two articles never share one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.url_key import url_key

ARTICLE = "https://news.example/ar/هجين-دير-الزور"
ENCODED = "https://news.example/ar/%D9%87%D8%AC%D9%8A%D9%86-%D8%AF%D9%8A%D8%B1-%D8%A7%D9%84%D8%B2%D9%88%D8%B1"


@pytest.mark.parametrize(
    "spelling",
    [
        ENCODED,
        ENCODED.lower(),
        ENCODED.replace("%", "%25"),
        "http://www.news.example/ar/هجين-دير-الزور/",
        "https://m.news.example:443/ar//هجين-دير-الزور",
        f" {ARTICLE}\n",
        f"{ARTICLE}?utm_source=rss&amp;utm_medium=feed",
        f"{ARTICLE}?fbclid=abc&gclid=1&at_medium=RSS",
        f"{ARTICLE}#comments",
        f"{ARTICLE}?ref=rss",
        f"{ARTICLE}?output=amp&pk_campaign=rss",
        "https://NEWS.example/ar/x/../هجين-دير-الزور",
    ],
)
def test_spellings_share_a_key(spelling: str) -> None:
    """Raw, encoded and twice encoded slugs, mirrors, tracking and fragments are one article."""
    assert url_key(spelling) == url_key(ARTICLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.example/a?id=1", "https://e.example/a?id=2"),
        ("https://e.example/?p=123", "https://e.example/"),
        ("https://e.example/ar/a", "https://e.example/en/a"),
        ("https://e.example/a%2Fb", "https://e.example/a/b"),
        ("https://e.example/a%253", "https://e.example/a%3"),
        ("https://e.example/A1", "https://e.example/a1"),
        ("https://e.example/a?ref=123", "https://e.example/a?ref=124"),
        ("https://e.example/#!/news/1", "https://e.example/#!/news/2"),
        ("https://m.example/a", "https://example/a"),
        ("https://e.example/modules.php?sid=12", "https://e.example/modules.php?sid=13"),
        ("https://e.example:8080/a", "https://e.example/a"),
        ("https://m.gov.sy/a", "https://gov.sy/a"),
        ("https://amp.co.uk/a", "https://co.uk/a"),
        ("https://mobile.github.io/a", "https://github.io/a"),
        ("https://e.example/news?output=rss", "https://e.example/news"),
        ("https://e.example/search?q=x&output=feed", "https://e.example/search?q=x"),
        ("https://e.example/a?pk_id=1", "https://e.example/a?pk_id=2"),
        ("https://e.example/#/news/1", "https://e.example/#/news/2"),
        ("https://e.example/وسم/أ", "https://e.example/وسم/ب"),
    ],
)
def test_articles_keep_their_keys_apart(one: str, other: str) -> None:
    """What numbers an article stays in its key."""
    assert url_key(one) != url_key(other)


def test_composed_and_decomposed_are_one() -> None:
    """Systems differ in how they write alef with madda."""
    assert url_key("https://e.example/\u0627\u0653") == url_key("https://e.example/\u0622")


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    """Feeds put anything into a link; a key never raises and is stable under itself for plain text."""
    assert isinstance(url_key(f"https://e.example/{text}"), str)
    assert isinstance(url_key(text), str)


@given(st.text(alphabet="abcهجين/%25?&=#. é", max_size=40))
def test_key_survives_encoding(path: str) -> None:
    """A key is the key of the URL that it stands for: asking again changes nothing."""
    key = url_key(f"https://e.example/{path}")
    assert url_key(f"http:{key}") == key


@given(st.text(alphabet="[]:@.%1af/", max_size=20))
def test_any_host_has_a_key(host: str) -> None:
    """One broken link must not cost a feed all its items."""
    assert isinstance(url_key(f"http://{host}"), str)


def test_literal_addresses_keep_their_brackets() -> None:
    """An IPv6 address with a port is a sound URL, whose pages have keys like any other's."""
    assert url_key("http://[2001:DB8::1]:8080/خبر?utm_source=rss") == url_key("http://[2001:db8::1]:8080/خبر")
    assert url_key("http://[2001:db8::1]:8080/a") != url_key("http://[2001:db8::1]/a")


@pytest.mark.parametrize(
    "url",
    [
        f"http://{'ﷺ' * 300_000}/",
        f"http://{'ﷺ' * 5_000}/",
        f"http://{'é.' * 9_000}/",
        f"http://a.example/{'a/' * 300_000}{'../' * 300_000}",
        f"http://a.example/?{'a=b&' * 300_000}",
        f"http://a.example/{'%25D8' * 300_000}",
        f"http://a.example/{'é' * 300_000}",
    ],
    ids=["endless host", "long host", "many labels", "way back", "query", "percent", "path"],
)
def test_endless_url_is_keyed_at_once(url: str) -> None:
    """Keys are made where all feeds are polled from; one feed may hold two thousand such links."""
    began = time.process_time()
    assert url_key(url) == url_key(url)
    assert time.process_time() - began < 3
