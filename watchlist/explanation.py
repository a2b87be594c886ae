"""What an explanation says: an evaluation with its reasons, in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchlist.mentions import Evaluation, Mention


@dataclass(frozen=True, slots=True)
class MentionReason:
    """A mention, what was taken off to find it (see ``Found.stripped``), and why it is held back.

    ``unmet`` has a line for each way in which it could have been confirmed; none for a hit.
    """

    mention: Mention
    stripped: str
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A part of a rule, as it would be written, and why it does not hold."""

    part: str
    cause: str


@dataclass(frozen=True, slots=True)
class RuleReason:
    """A rule that speaks of something found; it holds when nothing failed. A name's own rule has no ``when``."""

    rule_id: str
    priority: str
    when: str
    covers: frozenset[str]
    failures: tuple[Failure, ...]

    @property
    def holds(self) -> bool:
        """Whether it is worth an alert."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class Explanation:
    """All rules that were looked at, those that hold first, and all mentions; the first ``mentions`` have reasons."""

    mentions: tuple[MentionReason, ...]
    rules: tuple[RuleReason, ...]
    evaluation: Evaluation
