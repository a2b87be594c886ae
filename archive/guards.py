"""What the archive asks of the policy against floods, and what it gives it to decide by; alerts.flood answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, timedelta

    from archive.causes import Cause, CauseKind
    from archive.nouns import AlertPlan
    from archive.volumes import Past, Volume


class Arrival(NamedTuple):
    """Whence an article came; ``listed`` are the entries of its feed's first poll, if it is one of them."""

    feed_id: int
    listed: int = 0

    @property
    def news_of(self) -> int | None:
        """The feed, if it is news of it; what a first poll lists is none."""
        return None if self.listed else self.feed_id


class Before(NamedTuple):
    """What one recipient is told by one channel: so many summaries within the last hour, the next at ``planned``."""

    told: int = 0
    planned: datetime | None = None


class Guard(Protocol):
    """The policy: which alerts are too many, how long they wait, and how they are told then."""

    @property
    def window(self) -> timedelta:
        """How long what came counts as having come at once."""

    @property
    def few(self) -> int:
        """So many articles are told one by one."""

    @property
    def longest_wait(self) -> timedelta:
        """Nothing that is held waits longer."""

    def causes(
        self, plans: Sequence[AlertPlan], arrival: Arrival, volume: Callable[[Cause], Volume]
    ) -> Sequence[Cause | None]:
        """Why each of an article's alerts is to be held; None where it is not."""

    def tell_at(self, kind: CauseKind, priority: str, before: Before, now: datetime) -> datetime:
        """When it is told at the latest."""

    def usual_an_hour(self, past: Past) -> float:
        """How many articles an hour are usual."""

    def listed(self, channel: str) -> int:
        """How many articles one summary lists."""

    def summaries(self, channel: str) -> int:
        """How many summaries are told at once; the last one counts what has no room in any."""
