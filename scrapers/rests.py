"""Rests: hosts that answered "too many requests" or "unavailable", and for how long their pages are to be left alone.

In: answers, and requests for pages. Out: what such a request comes to without being sent. A feed keeps its own
appointment with its server. Kept within this process; an hour is believed, as one broken page may speak for a site.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapers.fetching import FetchOutcome, FetchResult
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.fetching import FetchRequest

LONGEST_SECONDS = 3600.0
# A shorter rest is waited for, as a pause is; in a longer one the feed's own text has to do.
WORTH_WAITING_SECONDS = 30.0
_MOST_HOSTS = 10_000
_ASKING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class Rests:
    """The hosts that rest, until when, and the status that they said it with."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def heard(self, result: FetchResult) -> None:
        """Note what an answer says."""
        if result.status not in _ASKING or not result.retry_after_seconds:
            return
        host, seconds = host_of(result.url), min(result.retry_after_seconds, LONGEST_SECONDS)
        self._until.pop(host, None)
        self._until[host] = self._clock() + seconds, result.status
        if len(self._until) > _MOST_HOSTS:
            self._until.popitem(last=False)

    def spared(self, request: FetchRequest) -> FetchResult | None:
        """What a request for a page of a resting host, or a part of one, comes to; None: it may be sent."""
        until, status = self._until.get(host_of(request.url), (0.0, 0))
        left = until - self._clock()
        if request.kind == "feed" or left <= 0:
            return None
        if left <= WORTH_WAITING_SECONDS:
            return FetchResult(FetchOutcome.HOST_BUSY, None, request.url, b"", None, None, None, left, 0.0)
        return FetchResult(FetchOutcome.HTTP_ERROR, status, request.url, b"", None, None, None, left, 0.0)
