"""Selectors are checked where they are written, not at three in the morning when the page is first read."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scrapers.settings import FeedsSettings

PAGE = "https://daily.example/ar/latest"


def settings(**listing: str) -> FeedsSettings:
    """A page that lists its news so."""
    return FeedsSettings.model_validate({"feeds": [{"url": PAGE, "listing": listing}]})


def test_selectors_are_accepted() -> None:
    """CSS as stylesheets have it, and the two additions for texts and attributes."""
    (feed,) = settings(items="main > article.card:not(.ad)", date="time::attr(datetime)", title="h3::text").feeds
    assert feed.listing is not None
    assert feed.listing.date == "time::attr(datetime)"


@pytest.mark.parametrize("css", ["div..card", "//div[@class]", "a:nonsense(", "p::shadow"])
def test_other_text_is_refused(css: str) -> None:
    """XPath and slips of the finger are told, with what is wrong about them."""
    with pytest.raises(ValidationError, match="not a CSS selector"):
        settings(items=css)


def test_items_are_mandatory() -> None:
    """Nothing else says where the news stands."""
    with pytest.raises(ValidationError, match="items"):
        settings(link="a")


@pytest.mark.parametrize("css", ["h3::text", "main a::attr(href)", "h3, h4::text"])
def test_items_are_elements(css: str) -> None:
    """A text or an attribute holds no link: such a listing would be told of as a broken page, for ever."""
    with pytest.raises(ValidationError, match="items are elements"):
        settings(items=css)
