"""What the sinks accepted, and the verdict on it: lost, doubled under the same id, doubled under another."""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bench.harness.pieces import story_of
from scheduler.demo.arrivals import Arrival, from_hook, from_mail

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scheduler.demo.mail_sink import Envelope
    from scheduler.demo.webhook_sink import Hook

CHANNELS = ("email", "webhook")
# A receiver's acceptance and the service's own record of it lie this close together.
IN_FLIGHT_SECONDS = 5.0

Wanted = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A sink took an alert: ``wanted`` is its article's path and the watched name's id.

    An article and its copies count as one: whichever was told of, the others are silent.
    """

    channel: str
    wanted: Wanted
    message_id: str
    at: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counted per alert and channel. ``unexplained``: doubled although no kill lay between acceptance and record."""

    expected: int
    delivered: int
    lost: int
    doubled_same_id: int
    doubled_other_id: int
    unexplained: int
    unexpected: int

    @property
    def holds(self) -> bool:
        """Nothing lost, nothing doubled but by a kill in the moment after acceptance, with the same id."""
        return not (self.lost or self.doubled_other_id or self.unexplained or self.unexpected)

    @property
    def spotless(self) -> bool:
        """Nothing lost and nothing doubled at all."""
        return self.holds and not self.doubled_same_id


class Ledger:
    """Takes what the sinks accept; ``ids`` are the ids of the watched names as listed."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self._ids = ids
        self.acceptances: list[Acceptance] = []
        self.notices = 0

    def take_mail(self, envelope: Envelope) -> None:
        """A mail was accepted."""
        self._take(from_mail(envelope, self._ids))

    def take_hook(self, hook: Hook) -> None:
        """A webhook call was accepted."""
        self._take(from_hook(hook))

    def missing(self, wanted: Iterable[Wanted]) -> int:
        """How many deliveries have not arrived yet."""
        arrived = {(one.channel, one.wanted) for one in self.acceptances}
        return sum((channel, one) not in arrived for one in wanted for channel in CHANNELS)

    def _take(self, arrival: Arrival | None) -> None:
        if arrival is None:
            self.notices += 1
            return
        wanted = (story_of(urlsplit(arrival.url).path), arrival.name)
        self.acceptances.append(Acceptance(arrival.channel, wanted, arrival.message_id, time.monotonic()))


def judge(wanted: Iterable[Wanted], acceptances: Sequence[Acceptance], kills: Sequence[float]) -> Verdict:
    """The verdict; ``kills`` are the moments at which the service was killed."""
    expected = {(channel, one) for one in wanted for channel in CHANNELS}
    arrived: dict[tuple[str, Wanted], list[Acceptance]] = defaultdict(list)
    for one in acceptances:
        arrived[one.channel, one.wanted].append(one)
    pairs = [pair for ones in arrived.values() for pair in itertools.pairwise(ones)]
    same = [pair for pair in pairs if pair[0].message_id == pair[1].message_id]
    return Verdict(
        expected=len(expected),
        delivered=len(arrived),
        lost=len(expected - arrived.keys()),
        doubled_same_id=len(same),
        doubled_other_id=len(pairs) - len(same),
        unexplained=sum(not _straddles_a_kill(first, second, kills) for first, second in same),
        unexpected=len(arrived.keys() - expected),
    )


def _straddles_a_kill(first: Acceptance, second: Acceptance, kills: Sequence[float]) -> bool:
    return any(first.at <= kill <= min(second.at, first.at + IN_FLIGHT_SECONDS) for kill in kills)
