"""The public address of push: what hubs could not reach, or others could read, is refused in words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scrapers.websub_settings import WebsubSettings


@pytest.mark.parametrize("callback", ["https://marsad.example.org/push", "http://127.0.0.1:9465", "http://[::1]/push"])
def test_address_is_taken(callback: str) -> None:
    """Over https from anywhere; in plain text on this machine alone, to try it."""
    assert WebsubSettings(callback=callback).callback == callback


@pytest.mark.parametrize(
    ("callback", "words"),
    [
        ("http://marsad.example.org/push", "must begin with https://"),
        ("marsad.example.org/push", "must be an address like"),
        ("ftp://marsad.example.org/push", "must be an address like"),
        ("https://desk:pass@marsad.example.org/push", "must be an address like"),
        ("https://marsad.example.org/push?key=1", "take ? and #"),
        ("https://marsad.example.org/push#here", "take ? and #"),
        ("https://marsad.example.org/دفع push", "spaces or control characters"),
        ("https://marsad.example.org:port/", "not a valid url"),
    ],
)
def test_unusable_address_is_refused(callback: str, words: str) -> None:
    """A callback that no hub can use would show days later, by feeds that are never pushed."""
    with pytest.raises(ValidationError) as refusal:
        WebsubSettings(callback=callback)
    assert words in str(refusal.value)
