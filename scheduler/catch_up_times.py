"""When a crawler looks whether a changed list is to be caught up with. Pure: times are seconds of any steady clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.configuration.edition import Edition

# Long enough for what was matched by the list before to be committed, and for other crawlers to read the new one.
SETTLE_SECONDS = 5.0
RESUME_SECONDS = 30.0


class Move(Enum):
    """What to do now."""

    WAIT = auto()
    TAKE_NOTE = auto()
    BEGIN = auto()
    GO_ON = auto()


@dataclass(frozen=True, slots=True)
class CatchUpTimes:
    """The list that was taken note of, whether work for it is yet to begin, and when to look again."""

    settle_seconds: float = SETTLE_SECONDS
    resume_seconds: float = RESUME_SECONDS
    edition: Edition | None = None
    is_new: bool = False
    next_look: float = 0.0

    def move(self, edition: Edition, now: float) -> Move:
        """The list in force comes first; what others may have left behind is looked for now and then."""
        if edition is not self.edition:
            return Move.TAKE_NOTE
        if now < self.next_look:
            return Move.WAIT
        return Move.BEGIN if self.is_new else Move.GO_ON

    def noted(self, edition: Edition, now: float) -> CatchUpTimes:
        """With a list that has come into force, which is given a while to settle."""
        return replace(self, edition=edition, is_new=True, next_look=now + self.settle_seconds)

    def looked(self, now: float) -> CatchUpTimes:
        """With a look begun, which may fail."""
        return replace(self, next_look=now + self.resume_seconds)

    def begun(self) -> CatchUpTimes:
        """With the list's work in the archive, whoever does it."""
        return replace(self, is_new=False)
