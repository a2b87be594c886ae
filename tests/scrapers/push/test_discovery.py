"""Where a feed's hub is and what the feed calls itself: by its headers first, then by its document."""

from __future__ import annotations

import pytest

from scrapers.push.discovery import NO_OFFER, Offer, chosen_hub, offered
from scrapers.push.link_header import targets
from scrapers.reading.feed import read_feed

URL = "https://enab.example/ar/feed.xml"
HUB, TOPIC = "https://hub.example/", "https://enab.example/feed"
RSS = (
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>عنب بلدي</title>'
    f'<atom:link rel="hub" href="{HUB}"/><atom:link rel="self" type="application/rss+xml" href="{TOPIC}"/>'
    "<item><title>قصف على هجين</title><link>https://enab.example/1</link></item></channel></rss>"
)
ATOM = (
    f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><link rel="hub" href="{HUB}"/>'
    f'<link rel="self" href="{TOPIC}"/><entry><title>One</title><id>1</id>'
    '<link rel="hub" href="https://elsewhere.example/"/></entry></feed>'
)
JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "feed_url": "https://enab.example/feed",'
    '"hubs": [{"type": "rssCloud", "url": "https://cloud.example/"}, {"type": "WebSub", "url": "https://hub.example/"},'
    '"junk"], "items": [{"id": "1", "url": "https://enab.example/1"}]}'
)


@pytest.mark.parametrize("document", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_document_names_hub_and_self(document: str) -> None:
    """An entry's own links are not the feed's, and other kinds of hubs are none."""
    parsed = read_feed(document.encode(), URL, None)
    assert (parsed.hubs, parsed.self_url) == ((HUB,), TOPIC)
    assert offered((), parsed.hubs, parsed.self_url, URL) == Offer((HUB,), TOPIC)


def test_headers_win() -> None:
    """Section 4: a subscriber looks at the Link headers first."""
    header = '<https://other.example/hub>; rel="hub", <https://enab.example/topic>; rel=self'
    assert offered([header], [HUB], TOPIC, URL) == Offer(("https://other.example/hub",), "https://enab.example/topic")


def test_header_without_hub_leaves_it_to_the_document() -> None:
    """Many servers send Link headers for other ends; those of theirs that name a topic mean another hub's."""
    header = '</wp-json/>; rel="https://api.w.org/", <https://enab.example/canonical>; rel=self'
    assert offered([header], [HUB], TOPIC, URL) == Offer((HUB,), TOPIC)


def test_feed_without_self_is_asked_for_by_its_url() -> None:
    """RSS that names a hub and forgets itself is common; hubs know it by where it is."""
    assert offered((), [HUB], "", URL) == Offer((HUB,), URL)


def test_relative_links_are_completed() -> None:
    """By the address that the answer came from."""
    assert offered(['</hub>; rel=hub, <feed.xml>; rel="self alternate"'], (), "", URL) == Offer(
        ("https://enab.example/hub",), URL
    )


@pytest.mark.parametrize(
    "hub", ["", "javascript:alert(1)", "ftp://hub.example/", "https://a:b@hub.example/", "http://["]
)
def test_unusable_hub_is_no_offer(hub: str) -> None:
    """What http cannot fetch is never asked, and nobody's password is sent on."""
    assert offered((), [hub], TOPIC, URL) == NO_OFFER


def test_too_long_topic_is_no_offer() -> None:
    """A feed does not choose how much is kept of it."""
    assert offered((), [HUB], "https://enab.example/" + "x" * 3000, URL) == Offer((HUB,), URL)
    assert offered((), ["https://hub.example/" + "x" * 3000], TOPIC, URL) == NO_OFFER


def test_first_allowed_hub_is_chosen() -> None:
    """An encrypted one before others: the request carries the secret."""
    offer = Offer(("http://10.0.0.1/", "http://plain.example/", "https://hub.example/"), TOPIC)
    assert chosen_hub(offer, lambda hub: "10.0.0.1" not in hub) == "https://hub.example/"
    assert chosen_hub(offer, lambda _: False) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('<https://a.example/>; rel="hub self"', ["https://a.example/"]),
        ("<https://a.example/>;rel=HUB", ["https://a.example/"]),
        ('<https://a.example/>; title="x, rel=hub"; rel=self', []),
        ("<https://a.example/>; rel=next; rel=hub", []),
        ('<https://a.example/,b>; type="a/b"; rel="hub", <https://c.example/>; rel=hub',
         ["https://a.example/,b", "https://c.example/"]),
        ("https://a.example/; rel=hub", []),
        ("<" * 10_000, []),
    ],
)  # fmt: skip
def test_link_headers_are_read(header: str, expected: list[str]) -> None:
    """RFC 8288: relations are words, only the first parameter of a name counts, and texts may hold commas."""
    assert targets([header], "hub") == expected
