"""A page's own address and image: absolute, of the web, and of this article."""

from __future__ import annotations

import pytest

from archive.origins import Origin
from tests.scrapers.metadata_pages import headed, said

PAGE = "https://www.alfurat-news.example/ar/syria/1201?utm_source=rss"
OWN = "https://www.alfurat-news.example/ar/syria/1201"
BAD = [
    "",
    " ",
    "#",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://alfurat-news.example/1",
    "file:///etc/passwd",
    "https://",
    "http://[::1",
    "https://user:pass@alfurat-news.example/1",
    "https://alfurat-news.example/" + "a" * 3_000,
]


@pytest.mark.parametrize("given", [OWN, "/ar/syria/1201", "1201", "//www.alfurat-news.example/ar/syria/1201"])
def test_own_address_is_absolute(given: str) -> None:
    """However a template writes it."""
    for head in (f'<link rel="canonical" href="{given}">', f'<meta property="og:url" content="{given}">'):
        found = said(headed(head), PAGE)
        assert (found.canonical_url, found.origins.canonical_url) == (OWN, Origin.META)


@pytest.mark.parametrize("given", [*BAD, "/", "https://www.alfurat-news.example"])
def test_other_addresses_are_none(given: str) -> None:
    """Nothing but the web is opened, and the front page is no article's own address."""
    found = said(headed(f'<link rel="canonical" href="{given}">'), PAGE)
    assert found.canonical_url in {None, PAGE}
    assert given not in {"/", "https://www.alfurat-news.example"} or found.canonical_url is None


def test_careless_canonical_gives_way() -> None:
    """Where every page calls itself the front page, Open Graph may know better."""
    head = f'<link rel="canonical" href="/"><meta property="og:url" content="{OWN}">'
    assert said(headed(head), PAGE).canonical_url == OWN


@pytest.mark.parametrize("given", BAD[3:])
def test_bad_image_gives_way(given: str) -> None:
    """The next image is taken."""
    head = f'<meta property="og:image" content="{given}"><meta name="twitter:image" content="/i.jpg">'
    found = said(headed(head), PAGE)
    assert (found.image_url, found.origins.image_url) == ("https://www.alfurat-news.example/i.jpg", Origin.META)


def test_page_without_address_has_what_is_absolute() -> None:
    """A file has no address to complete another with."""
    assert said(headed(f'<link rel="canonical" href="{OWN}">'), "").canonical_url == OWN
    assert said(headed('<link rel="canonical" href="/ar/1">'), "").canonical_url is None
