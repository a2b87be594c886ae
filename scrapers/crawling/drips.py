"""Ends an answer that drips: a byte now and then would keep the host's turn, and a place in flight, to the deadline."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from scrapy.exceptions import StopDownload

if TYPE_CHECKING:
    from scrapy import Request

PATIENCE_SECONDS = 8.0
SLOWEST_BYTES_A_SECOND = 100.0

_KEY = "flow"


def end_drips(data: bytes, request: Request) -> None:
    """Scrapy's signal ``bytes_received``; raises StopDownload for a body that has been far too slow for a while."""
    now = time.monotonic()
    began, received = request.meta.get(_KEY, (now, 0))
    received += len(data)
    request.meta[_KEY] = (began, received)
    took = now - began
    if took > PATIENCE_SECONDS and received < took * SLOWEST_BYTES_A_SECOND:
        raise StopDownload(fail=True)
