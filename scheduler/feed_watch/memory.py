"""Memory: what the operator was told of which feed, so that it is told once; as JSON, unreadable ones as nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace

DAY_SECONDS = 86_400.0
PAUSES_SECONDS = (0.0, 0.0, 300.0, 900.0, 1_800.0, 3_600.0)


@dataclass(frozen=True, slots=True)
class Told:
    """A feed's trouble that was told; ``alone`` unless it was one of an outage, of which no feed was named."""

    state: str
    at: float
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Outage:
    """Feeds that failed together: since when, how many, and once it is over, since when that."""

    since: float
    feeds: int


@dataclass(frozen=True, slots=True)
class Memory:
    """``told`` by the feed's number; ``lately`` when each state of a feed was last told, for a day.

    ``sent`` is when notices of each kind went out within the last day.
    """

    told: dict[int, Told] = field(default_factory=dict)
    lately: dict[str, float] = field(default_factory=dict)
    outage: Outage | None = None
    over_since: float = 0.0
    sent: dict[str, list[float]] = field(default_factory=dict)

    def may_tell(self, feed_id: int, state: str, now: float) -> bool:
        """Whether this state of this feed was not told within the last day."""
        at = self.lately.get(f"{feed_id}:{state}")
        return at is None or not _is_recent(at, now)

    def may_send(self, kind: str, now: float) -> bool:
        """Whether a notice of this kind may go out; the more went out within a day, the longer things are gathered."""
        sent = self.sent.get(kind, [])
        return not sent or abs(now - sent[-1]) >= PAUSES_SECONDS[min(len(sent), len(PAUSES_SECONDS) - 1)]

    def sending(self, kind: str, now: float) -> Memory:
        """With a notice of this kind that goes out now."""
        return replace(self, sent=self.sent | {kind: [*self.sent.get(kind, []), now]})

    def pruned(self, now: float) -> Memory:
        """Without what was told more than a day ago, or in a future that a wrong clock showed."""
        lately = {key: at for key, at in self.lately.items() if _is_recent(at, now)}
        sent = {
            kind: left for kind, times in self.sent.items() if (left := [at for at in times if _is_recent(at, now)])
        }
        return replace(self, lately=lately, sent=sent, over_since=min(self.over_since, now))


def _is_recent(at: float, now: float) -> bool:
    return abs(now - at) < DAY_SECONDS


def to_json(memory: Memory) -> str:
    """The memory as JSON."""
    return json.dumps(asdict(memory), separators=(",", ":"))


def from_json(text: str) -> Memory:
    """What ``to_json`` wrote; at worst the operator is told once more."""
    try:
        plain = json.loads(text)
        told = {int(number): Told(**each) for number, each in plain["told"].items()}
        outage = Outage(**plain["outage"]) if plain["outage"] else None
        sent = {kind: list(times) for kind, times in plain.get("sent", {}).items()}
        return Memory(told, dict(plain["lately"]), outage, float(plain["over_since"]), sent)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Memory()
