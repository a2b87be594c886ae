"""Why alerts are held to be told together: a feed or a rule that brings too many at once, or a feed's first poll."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

FLOOD = "flood"
"""The kind of notice that tells of alerts together."""


class CauseKind(StrEnum):
    """What may bring many alerts at once."""

    FEED = "feed"
    RULE = "rule"
    FIRST_POLL = "first-poll"


@dataclass(frozen=True, slots=True)
class Cause:
    """Which feed, by its number, or which rule, by its id."""

    kind: CauseKind
    subject: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What ``str`` has written."""
        kind, _, subject = text.partition(":")
        return cls(CauseKind(kind), subject)


@dataclass(frozen=True, slots=True)
class Surge:
    """So many articles came of one cause within so many minutes, where so many are usual in an hour (0 if unknown)."""

    cause: Cause
    articles: int
    minutes: int
    usual: float

    def to_line(self) -> str:
        """A line of the notice that keeps it."""
        return json.dumps([str(self.cause), self.articles, self.minutes, self.usual])

    @classmethod
    def from_line(cls, line: str) -> Self:
        """What ``to_line`` has written."""
        cause, articles, minutes, usual = json.loads(line)
        return cls(Cause.from_text(cause), articles, minutes, usual)
