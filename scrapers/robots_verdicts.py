"""What the rules for us say: may this URL be fetched, and how long is the host to be left alone. Pure."""

from __future__ import annotations

import zlib

from protego import Protego

_DAY_SECONDS = 86_400


def verdict_on(compressed: bytes, url: str) -> bool:
    """Whether our rules, which are kept compressed, let the URL be fetched."""
    return _parsed(zlib.decompress(compressed)).can_fetch(url, "*")


def delay_of(own: bytes) -> float:
    """The seconds between two requests by Crawl-delay or, if that asks for more, by Request-rate."""
    rules = _parsed(own)
    rate = rules.request_rate("*")
    by_rate = min(rate.seconds, _DAY_SECONDS) / rate.requests if rate and rate.requests > 0 else 0.0
    return max(rules.crawl_delay("*") or 0.0, by_rate)


def _parsed(own: bytes) -> Protego:
    return Protego.parse(own.decode())
