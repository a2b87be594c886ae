"""What one outlet says again is measured by other rules than what others reprint: whose an article is must be known."""

from __future__ import annotations

import pytest

from scrapers.outlets import outlet_of

FEED = "https://bridge.example/telegram/7"
OTHER_FEED = "https://bridge.example/telegram/8"


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.enab.example/ar/1", "enab.example"),
        ("https://feeds.bbc.co.uk/arabic/1", "bbc.co.uk"),
        ("", "bridge.example"),
        ("not a url", "bridge.example"),
        ("https://t.me/s/HajinNews/812", "t.me/hajinnews"),
        ("https://telegram.me/hajinnews/812", "t.me/hajinnews"),
        ("https://mobile.twitter.com/HajinNews/status/1850000000000000000", "x.com/hajinnews"),
        ("https://www.facebook.com/hajin.news/posts/12", "facebook.com/hajin.news"),
        ("https://www.youtube.com/@hajin/videos", "youtube.com/hajin"),
        ("https://www.youtube.com/channel/UCx1/videos", "youtube.com/ucx1"),
        ("https://www.facebook.com/%D9%87%D8%AC%D9%8A%D9%86/posts/1", "facebook.com/هجين"),
        ("https://www.facebook.com/story.php?id=1&story_fbid=2", f"facebook.com/{FEED}"),
        ("https://www.youtube.com/watch?v=abcdefghijk", f"youtube.com/{FEED}"),
        ("https://t.me/", f"t.me/{FEED}"),
    ],
)
def test_outlet_is_site_or_account(url: str, outlet: str) -> None:
    """Two channels of a messenger are two voices, though one host carries both."""
    assert outlet_of(url, FEED) == outlet


def test_address_that_names_no_account_is_its_feeds() -> None:
    """Videos of two channels are not one outlet's, nor those of one channel many outlets'."""
    one, two = "https://www.youtube.com/watch?v=aaaaaaaaaaa", "https://www.youtube.com/watch?v=bbbbbbbbbbb"
    assert outlet_of(one, FEED) == outlet_of(two, FEED)
    assert outlet_of(one, FEED) != outlet_of(one, OTHER_FEED)
