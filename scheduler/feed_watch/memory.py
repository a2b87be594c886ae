"""Memory: what the operator was told of which feed, so that it is told once; as JSON, unreadable ones as nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace

DAY_SECONDS = 86_400.0


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
    """``told`` by the feed's number; ``lately`` when each state of a feed was last told, for a day."""

    told: dict[int, Told] = field(default_factory=dict)
    lately: dict[str, float] = field(default_factory=dict)
    outage: Outage | None = None
    over_since: float = 0.0

    def may_tell(self, feed_id: int, state: str, now: float) -> bool:
        """Whether this state of this feed was not told within the last day."""
        return now - self.lately.get(f"{feed_id}:{state}", -DAY_SECONDS) >= DAY_SECONDS

    def pruned(self, now: float) -> Memory:
        """Without what was told more than a day ago."""
        return replace(self, lately={key: at for key, at in self.lately.items() if now - at < DAY_SECONDS})


def to_json(memory: Memory) -> str:
    """The memory as JSON."""
    return json.dumps(asdict(memory), separators=(",", ":"))


def from_json(text: str) -> Memory:
    """What ``to_json`` wrote; at worst the operator is told once more."""
    try:
        plain = json.loads(text)
        told = {int(number): Told(**each) for number, each in plain["told"].items()}
        outage = Outage(**plain["outage"]) if plain["outage"] else None
        return Memory(told, dict(plain["lately"]), outage, float(plain["over_since"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Memory()
