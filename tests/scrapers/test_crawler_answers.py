"""Reading an answer's head."""

from __future__ import annotations

import pytest
from scrapy.http import Response

from scrapers.crawling.answers import LONGEST_VALIDATOR, validator


def test_absurd_validator_is_forgotten() -> None:
    """A server must not have us store and send back a novel."""
    headers = {"ETag": "x" * (LONGEST_VALIDATOR + 1), "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"}
    response = Response("https://akhbar.example/", headers=headers)
    assert validator(response, "ETag") is None
    assert validator(response, "Last-Modified") == "Sun, 22 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize("value", ["*", '"a\x00b"', '"a\rb"', '"a\tb"', "\x7f", ""])
def test_unsound_validator_is_forgotten(value: str) -> None:
    """To ``If-None-Match: *`` a server may answer 304 for ever; a control character makes another request of ours."""
    assert validator(Response("https://akhbar.example/", headers={"ETag": value}), "ETag") is None


@pytest.mark.parametrize("value", ['W/"5"', "without-quotes", '"\xd9\x85"', '"a", "b"', '""', "yesterday"])
def test_odd_validator_goes_back_as_it_came(value: str) -> None:
    """A server knows best what it meant by it."""
    response = Response("https://akhbar.example/", headers={"ETag": value.encode("latin-1")})
    assert validator(response, "ETag") == value
