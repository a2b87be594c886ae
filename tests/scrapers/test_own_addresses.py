"""A page's canonical link is believed where it can be that article's alone."""

from __future__ import annotations

import pytest

from scrapers.own_addresses import is_own_address

SITE = "https://sada.example"
OWN = f"{SITE}/ar/siyasa/8841-qasf-hajin"


@pytest.mark.parametrize(
    "canonical",
    [
        "/", "/ar", "/ar/", "/ar/siyasa", "/world", "/news", "/news/", "/section/syria", "/section/middle-east",
        "/amp", "/ar/category/syria-war-2026", "/tag/syria-war-2026", "/وسم/هجين-2026", "/topic/44",
        "/author/layla-hasan-44", "/search/qasf-2026", "/search?q=qasf+hajin+2026", "/?s=2026", "/ar?page=1",
        "/page/1", "/news/page/1", "/?page=1", "/en/siyasa/8841-qasf-hajin", "/siyasa/8841-qasf-hajin",
        "/en/siyasa/8841-shelling-in-hajin", "/ar/2026/11", "/2026/11/23", "/archive/2026", "/ar/siyasa/latest",
        "/category.php?id=5", "/news?lang=ar", "/middle-east",
    ],
)  # fmt: skip
def test_list_edition_or_front_page_is_no_article(canonical: str) -> None:
    """All articles of a careless site would be one, were they known by what it says of each."""
    assert not is_own_address(SITE + canonical, OWN)


@pytest.mark.parametrize(
    ("canonical", "own"),
    [
        ("/story.php", "/story.php?id=7"),
        ("/story.php?id=1", "/story.php?id=7"),
        ("/news/8840", "/news/8841"),
        ("/a/8841-qasf", "/a/8841-qasf?page=2"),
        ("/a/8841-qasf?lang=en", "/a/8841-qasf?lang=ar"),
        ("/a/8841-qasf", "/a/8841-qasf?lang=ar"),
        ("/a/8841-qasf", "/a/8841-qasf/2"),
        ("https://amp.sada.example/", "/a/8841-qasf"),
        ("https://en.sada.example/8841-qasf", "https://ar.sada.example/8841-qasf"),
        ("https://other.example/a/8841-qasf", "/a/8841-qasf"),
    ],
)
def test_other_page_of_the_site_is_not_this_one(canonical: str, own: str) -> None:
    """A number, a page or a language that differs is another page."""
    assert not is_own_address(_whole(canonical), _whole(own))


@pytest.mark.parametrize(
    ("canonical", "own"),
    [
        ("/ar/siyasa/8841-qasf-hajin", "/ar/siyasa/8841-qasf-hajin?utm_source=rss"),
        ("/ar/siyasa/8841-qasf-hajin", "/ar/?p=8841"),
        ("/ar/8841", "https://amp.sada.example/ar/8841/amp"),
        ("/a/8841-qasf", "/a/8841-qasf?from=box17"),
        ("/news/shelling-in-hajin", "/node/8841"),
        ("/قصف-على-ريف-هجين", "/story.php?id=8841"),
        ("/news.php?id=8841", "/8841-qasf"),
        ("/modules.php?name=News&file=article&sid=12", "/article12.html"),
        ("/2026/11/23/qasf", "/?p=8841"),
        ("https://www.sada.example/ar/siyasa/8841-new-headline", "/ar/siyasa/8841-qasf-hajin"),
        ("/hajin", "/hajin?utm_medium=x"),
    ],
)
def test_own_address_is_believed(canonical: str, own: str) -> None:
    """By it the article is known that a feed gives by another address."""
    assert is_own_address(_whole(canonical), _whole(own))


def _whole(address: str) -> str:
    return address if address.startswith("https:") else SITE + address
