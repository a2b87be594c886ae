"""One article has one key, whatever its link carries; two articles never share one."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.url_key import LONGEST_URL, url_key

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


def listed(kind: str) -> list[tuple[str, str]]:
    """The pairs of a kind in the list beside this file."""
    lines = Path(__file__).with_name("url_pairs.tsv").read_text(encoding="utf-8").splitlines()
    fields = [[_seen(field) for field in line.split("\t")] for line in lines if not line.startswith("#")]
    return [(one, other) for said, one, other, _ in fields if said == kind]


def _seen(field: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), field)


@pytest.mark.parametrize(("one", "other"), listed("same"))
def test_listed_spellings_share_a_key(one: str, other: str) -> None:
    """Whatever networks, telephones, caches and pasting make of a link, its article is told of once."""
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(("one", "other"), listed("differ"))
def test_listed_articles_keep_their_keys_apart(one: str, other: str) -> None:
    """A habit of one system never makes two articles of another one."""
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


PIECES = (
    *(
        "amp",
        "/amp/",
        ".amp.html",
        "index.html",
        "tag/",
        "(S(a))",
        ";jsessionid=1",
        "..",
        "./",
        "//",
        "www.",
        "m.",
        "#!/",
    ),
    *(
        "%25D8%A7",
        "%D8",
        "%C7%E1",
        "%2F",
        "%25",
        "%",
        "%20",
        "+",
        "%u0627",
        "\u200b",
        "\u200c",
        "\u0627\u0653",
        "هجين",
        "é",
    ),
    *(
        "?",
        "#",
        "=",
        "&",
        "&amp;",
        "&#38;",
        "amp%3B",
        "id=5",
        "ncid=7",
        "#block-1",
        ";sid=4",
        "%3Futm_source=x",
        "https://e.com/",
        "\u0665",
        "\ufe96",
        "\\",
        "print",
        "url=https://e.com/a",
        "utm_source=x",
        "1",
        "a",
        " ",
        "\udcd8",
    ),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
NUMBERS = st.sampled_from(
    ["id", "p", "page", "sid", "ref", "n", "nid", "aid", "article", "story", "t", "s", "v", "no", "cid"]
)
TRACKING = [
    "utm_source=rss",
    "fbclid=a",
    "gclid=1",
    "at_medium=RSS",
    "amp=1",
    "ref=rss",
    "PHPSESSID=ab",
    "xtor=1",
    "_ga=2",
]


@settings(deadline=None)
@given(WORDS)
def test_key_is_its_own_key(words: str) -> None:
    """What is put together from a key is the same article, however odd the URL was."""
    starts = "", "https://e.example/", "http://", "https://www.google.com/url?url=", "https://archive.ph/2026/"
    for url in (f"{start}{words}" for start in starts):
        key = url_key(url)
        assert url_key(key) == key


@settings(deadline=None)
@given(st.text(alphabet="abcهج/-?&=1%", max_size=30), st.sampled_from(TRACKING))
def test_tracking_never_changes_a_key(path: str, tracking: str) -> None:
    """Where a reader came from makes no other article."""
    url = f"https://e.example/a{path}"
    assert url_key(f"{url}{'&' if '?' in url else '?'}{tracking}") == url_key(url)


@settings(deadline=None)
@given(st.text(alphabet="abcهج/-1", max_size=30), NUMBERS, st.integers(2, 10**9), st.integers(2, 10**9))
def test_number_always_changes_a_key(path: str, name: str, number: int, other: int) -> None:
    """On old systems all articles have one path, and a number tells them apart."""
    url = f"https://e.example/a{path}"
    assert url_key(f"{url}?{name}={number}") != url_key(url)
    assert (url_key(f"{url}?{name}={number}") == url_key(f"{url}?{name}={other}")) == (number == other)


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


LONG = (
    *(
        "amp/",
        ".amp",
        ".amp.html",
        "index.html/",
        "%",
        "%25",
        "%25D8",
        "%C7",
        "%u0627",
        "&amp;",
        "&#0",
        "?a=b&",
        "?amp;",
    ),
    *(
        "(S(",
        "../",
        ";jsessionid=",
        "\u200c",
        "\u0653\u0655",
        "?ref=rss-",
        "#!/a/",
        " ",
        "?url=https://",
        "m.",
        "@",
        ".",
        "25",
    ),
)
STARTS = (
    *("https://", "https://e.example/", "https://e.example/%", "https://e.example/go?url=https://"),
    *("https://cdn.ampproject.org/c/", "https://x.turbopages.org/"),
)


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("start", STARTS)
def test_longest_url_is_keyed_at_once(start: str, piece: str) -> None:
    """The work grows with the length: nothing in a link of 20 kB is gone through again and again."""
    url = start + piece * ((LONGEST_URL - len(start)) // len(piece))
    began = time.process_time()
    url_key(url)
    assert time.process_time() - began < 0.3
