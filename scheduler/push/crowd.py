"""The crowd of contents that wait to be read: bounded in number, in bytes and for each feed, whatever hubs send."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.push.reading import Content

MOST_WAITING = 64
MOST_OF_A_FEED = 16
MOST_BYTES = 64 * 1024 * 1024


class Crowd:
    """Counts those who come and leave; a feed's in the order in which they came."""

    def __init__(self) -> None:
        self._contents = 0
        self._bytes = 0
        self._unread: defaultdict[int, list[datetime]] = defaultdict(list)

    def is_full_for(self, content: Content) -> bool:
        """Whether there is no place for it."""
        is_full = self._contents >= MOST_WAITING or self._bytes + len(content.body) > MOST_BYTES
        return is_full or len(self._unread.get(content.feed_id, ())) >= MOST_OF_A_FEED

    def comes(self, content: Content) -> None:
        """It waits from now on."""
        self._contents += 1
        self._bytes += len(content.body)
        self._unread[content.feed_id].append(content.accepted_at)

    def leaves(self, content: Content) -> None:
        """It waits no longer, whatever became of it."""
        self._contents -= 1
        self._bytes -= len(content.body)
        unread = self._unread[content.feed_id]
        unread.remove(content.accepted_at)
        if not unread:
            del self._unread[content.feed_id]

    def oldest_beside(self, content: Content) -> datetime | None:
        """When the first of its feed's others came that still wait."""
        others = list(self._unread[content.feed_id])
        others.remove(content.accepted_at)
        return min(others, default=None)
