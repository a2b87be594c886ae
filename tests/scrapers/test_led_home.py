"""A page that leads to the front page of its site is gone, whatever its server says; one that has moved is not."""

from __future__ import annotations

import pytest

from scrapers.led_home import is_led_home

ASKED = "https://enab.example/ar/news/2026/11/4711-shelling-of-hajin"


@pytest.mark.parametrize(
    "found",
    [
        "https://enab.example/",
        "https://www.enab.example/index.html",
        "https://enab.example/?utm_source=rss",
        "https://enab.example/ar/",
        "https://enab.example/en",
        "https://enab.example/ar/news/",
        "https://parked.example/",
    ],
)
def test_front_pages_and_sections_are_no_articles(found: str) -> None:
    """The usual end of a page that was taken away."""
    assert is_led_home(ASKED, found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (ASKED, ASKED),
        (ASKED, "https://enab.example/ar/news/4711"),
        (ASKED, "https://enab.example/?p=4711"),
        (ASKED, "https://other.example/ar/news/"),
        (ASKED, "https://enab.example/marib"),
        ("https://enab.example/news/4711/some-words", "https://enab.example/news/4711"),
        ("https://enab.example/4711/amp", "https://enab.example/4711"),
        ("https://enab.example/", "https://enab.example/"),
        ("https://enab.example/ar/", "https://enab.example/en/"),
        ("https://enab.example/?p=4711", "https://enab.example/shelling-of-hajin"),
    ],
)
def test_moved_pages_are_read(asked: str, found: str) -> None:
    """To another address of the same article, or from one that names no article itself."""
    assert not is_led_home(asked, found)
