"""What goes along when a server sends us elsewhere."""

from __future__ import annotations

import pytest

from gateway.addresses import Target
from scrapers.crawler import Credentials, FetchRequest
from scrapers.crawling.hops import first_hop, next_hop

SECRET = FetchRequest(
    "https://akhbar.example/feed",
    "feed",
    etag='"v1"',
    headers=(("X-Key", "k"),),
    credentials=Credentials("qasim", "secret"),
)


@pytest.mark.parametrize(
    "location",
    [
        "http://akhbar.example/feed",
        "https://akhbar.example:8443/feed",
        "https://www.akhbar.example/feed",
        "https://akhbar.example.evil.example/",
        "//evil.example/feed",
        "https://akhbar.example@evil.example/",
    ],
)
def test_every_other_origin_is_a_stranger(location: str) -> None:
    """Another scheme, port or host each makes another origin."""
    assert next_hop(first_hop(SECRET), location.encode()).private == ()


@pytest.mark.parametrize("location", ["/other", "?page=2", "https://akhbar.example:443/x", "https://AKHBAR.example/x"])
def test_same_origin_keeps_the_secret(location: str) -> None:
    """A subscriber's feed may move within its own site."""
    assert dict(next_hop(first_hop(SECRET), location.encode()).private)["X-Key"] == "k"


def test_secret_once_dropped_stays_dropped() -> None:
    """A detour over a stranger must not bring it back."""
    away = next_hop(first_hop(SECRET), b"https://evil.example/")
    assert next_hop(away, SECRET.url.encode()).private == ()


def test_arabic_location_is_understood() -> None:
    """Servers send raw UTF-8 and blanks in a Location."""
    hop = next_hop(first_hop(SECRET), " /خبر عاجل ".encode())
    assert hop.url == "https://akhbar.example/%D8%AE%D8%A8%D8%B1%20%D8%B9%D8%A7%D8%AC%D9%84"


def test_exception_needs_its_own_target() -> None:
    """An item's link that leads off the feed's host gets nothing of the feed's exception."""
    target = Target("10.0.0.7", 80)
    inside = FetchRequest("http://10.0.0.7/feed", "feed", exception=target)
    outside = FetchRequest("http://akhbar.example/page", "page", exception=target)
    assert first_hop(inside).exception == target
    assert first_hop(outside).exception is None


def test_exception_does_not_come_back() -> None:
    """A stranger must not send us back to where only the feed itself may go."""
    inside = first_hop(FetchRequest("http://10.0.0.7/feed", "feed", exception=Target("10.0.0.7", 80)))
    away = next_hop(inside, b"http://akhbar.example/")
    assert away.exception is None
    assert next_hop(away, b"http://10.0.0.7/admin").exception is None


def test_fragment_is_not_sent() -> None:
    """It is no business of the server's, and would make one page two."""
    assert first_hop(FetchRequest("https://akhbar.example/x#part", "page")).url == "https://akhbar.example/x"
