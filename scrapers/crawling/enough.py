"""Ends an answer of which enough has come: of a robots.txt, only the beginning is read (RFC 9309, section 2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import StopDownload

if TYPE_CHECKING:
    from scrapy import Request

_KEY = "came"


def end_when_enough(data: bytes, request: Request) -> None:
    """Scrapy's signal ``bytes_received``; raises StopDownload, which keeps what has come."""
    enough: int | None = request.meta["enough_bytes"]
    if enough is None:
        return
    came = request.meta[_KEY] = request.meta.get(_KEY, 0) + len(data)
    if came > enough:
        raise StopDownload(fail=False)
