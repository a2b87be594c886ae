"""Reading an answer's head."""

from __future__ import annotations

from scrapy.http import Response

from scrapers.crawling.answers import LONGEST_VALIDATOR, validator


def test_absurd_validator_is_forgotten() -> None:
    """A server must not have us store and send back a novel."""
    headers = {"ETag": "x" * (LONGEST_VALIDATOR + 1), "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"}
    response = Response("https://akhbar.example/", headers=headers)
    assert validator(response, "ETag") is None
    assert validator(response, "Last-Modified") == "Sun, 22 Nov 2026 10:00:00 GMT"
