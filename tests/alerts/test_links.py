"""The link that a reader is offered: plain, leading where it says, or none."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alerts.links import LINK_LIMIT, clean_link

NOT_OFFERED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "ftp://a/b",
    "//a/b",
    "https:a.example",
    "https://",
    "",
    "https://user:pw@a/",
    "https://@a/",
    "https://a.example\\@evil.example",
    "https://a.example\\.evil.example/",
    "https://a.example%2eevil.example/",
    "https://a.example\u202e.evil.example/",
    "https://a.example\uff0f.evil.example/",
    "https://a.example\x00.evil.example/",
    "https://a.example:99999/",
    "https://a.example:x/",
    "http://[::1",
    "https://a/" + "x" * 3000,
    "https://a/" + "ه" * 600,
]


@pytest.mark.parametrize("url", NOT_OFFERED)
def test_odd_links_are_not_offered(url: str) -> None:
    """Only http and https links to a plain host can be followed; no two programs may read the host differently."""
    assert clean_link(url) is None


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        (
            'https://a.example/ه"\u202e<x>?q=%D9%87&b=1#هنا',
            "https://a.example/%D9%87%22%E2%80%AE%3Cx%3E?q=%D9%87&b=1#%D9%87%D9%86%D8%A7",
        ),
        (" HTTPS://A.Example/B\r\n", "https://a.example/B"),
        ("ht\ntps://a.example/x\ty", "https://a.example/xy"),
        ("https://هجين.example:8443/هجين", "https://xn--rgb6cbn.example:8443/%D9%87%D8%AC%D9%8A%D9%86"),
        ("https://a.example/\\evil", "https://a.example/%5Cevil"),
        ("https://a.example//evil.example/@x", "https://a.example//evil.example/@x"),
        ("http://[2001:db8::1]:81/a", "http://[2001:db8::1]:81/a"),
        ("https://a.example?q=1", "https://a.example?q=1"),
    ],
)
def test_link_is_harmless_to_show(url: str, cleaned: str) -> None:
    """Quotes, controls, reordering marks and Arabic letters are encoded; what was encoded stays."""
    assert clean_link(url) == cleaned


@settings(max_examples=300)
@given(st.text(max_size=60).map("https://a.example/".__add__))
@example("https://a.example/\ud800")
@example("https://a.example/" + "\x01" * LINK_LIMIT)
def test_any_link_is_one_word_of_ascii(url: str) -> None:
    """Whatever follows the host: one word of bearable length, which reads the same when read again."""
    cleaned = clean_link(url)
    if cleaned is not None:
        assert cleaned.isascii()
        assert len(cleaned) <= LINK_LIMIT
        assert not set(cleaned) & set(' \t\r\n\\<>"')
        assert clean_link(cleaned) == cleaned
