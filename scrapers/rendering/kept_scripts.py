"""Scripts of sites kept in memory for a while, as each page of a site asks for the same ones; each feed has its own.

What a feed's own pages were given with its login is not for its articles on other sites: those have their own.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.rendering.records import Part

KEEP_SECONDS = 600.0
MOST_BYTES = 32 * 1024 * 1024
_Key = tuple[str, str]


class KeptScripts:
    """What was fetched in the last ten minutes, up to 32 MB; the oldest go first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[_Key, tuple[Part, float]] = OrderedDict()
        self._bytes = 0

    def get(self, whose: str, url: str) -> Part | None:
        """The script at this URL, if it was kept for this feed and the site of its page."""
        part, until = self._kept.get((whose, url), (None, 0.0))
        return part if self._clock() < until else None

    def keep(self, whose: str, url: str, part: Part) -> None:
        """Keep a script that came whole."""
        if part.status >= 300:  # noqa: PLR2004 - a redirect, or a failure
            return
        self._drop((whose, url))
        self._kept[whose, url] = part, self._clock() + KEEP_SECONDS
        self._bytes += len(part.body)
        while self._bytes > MOST_BYTES:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: _Key) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._bytes -= len(kept[0].body)
