"""What time it is in a stream of articles, by what its lines claim: a time that cannot be moves nothing. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from scrapers.copies.index import WINDOW

START: Final = datetime.min.replace(tzinfo=UTC) + timedelta(days=7)  # what no window before it reaches under
_TO_COME: Final = timedelta(days=1)
_ENOUGH: Final = 3


class StreamClock:
    """A line comes when it says, or with the line before it where it says nothing, or an earlier time.

    A time that has yet to come, or one far behind, is taken for a mistake until three lines in a row agree on it.
    """

    def __init__(self, today: datetime) -> None:
        self.now = START
        self._latest = today + _TO_COME
        self._doubted = START
        self._agreeing = 0

    def read(self, said: datetime | None) -> datetime:
        """When a line comes that says this; earlier than the one before it only where all until then was a mistake."""
        if said is None:
            return self.now
        said = max(said, START)
        if self.now != START and self._is_doubtful(said):
            self._agreeing = self._agreeing + 1 if abs(said - self._doubted) <= WINDOW else 1
            self._doubted = said
            if self._agreeing < _ENOUGH:
                return self.now
            self.now = said
        self._agreeing = 0
        self.now = max(self.now, said)
        return self.now

    def _is_doubtful(self, said: datetime) -> bool:
        return self.now - said > WINDOW or (said > self._latest and said - self.now > WINDOW)
