"""A paper: the lines of a stream as outlets publish them, over three days."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bench.duplicates.desk import Desk, desk_for

if TYPE_CHECKING:
    import random

    from bench.duplicates.newsroom import Newsroom
    from bench.duplicates.wire import Draft, Wire

START = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
WINDOW_MINUTES = 72 * 60
TITLE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Story:
    """A published article and who may copy it."""

    desk: Desk
    draft: Draft
    group: str
    outlet: str
    minute: int


@dataclass(slots=True)
class Paper:
    """What one language's outlets publish."""

    room: Newsroom
    chance: random.Random
    label: str
    lines: list[dict[str, object]] = field(default_factory=list)

    def first(self, wire: Wire, latest: int = WINDOW_MINUTES - 2 * 1200) -> Story:
        """An agency's own report; everything that follows from it fits the window."""
        desk = desk_for(self.room, self.chance, wire)
        minute = self.chance.randrange(latest)
        return self.publish(desk, desk.draft(), "real", minute)

    def publish(
        self, desk: Desk, draft: Draft, kind: str, minute: int, *, group: str = "", outlet: str = "", **more: object
    ) -> Story:
        """One line; without a group it is news of its own."""
        number = len(self.lines)
        story = Story(desk, draft, group or f"{self.label}-{number}", outlet or self.outlet(), minute)
        self.lines.append(
            {
                "id": hashlib.sha256(f"{self.label} {number} {self.chance.random()}".encode()).hexdigest()[:16],
                "url": f"https://{story.outlet}/{self.chance.randrange(10**9)}",
                "source": story.outlet,
                "title": draft.title,
                "text": draft.text,
                "published": (START + timedelta(minutes=minute)).isoformat(),
                "kind": kind,
                "group": story.group,
                "also": [],
                "language": self.label,
                **more,
            }
        )
        return story

    def outlet(self, other_than: str = "") -> str:
        """Any outlet but that one."""
        names = [f"{name}.example" for name in self.room.pieces["outlets"]]
        return self.chance.choice([name for name in names if name != other_than])

    def headline(self, desk: Desk, draft: Draft) -> str:
        """A copy's headline: the wire's, the other one, or the first words."""
        words = desk.wire.draft(desk.style).paragraphs[0][0].split()
        titles = (draft.title, desk.wire.draft(desk.style, title=1).title, " ".join(words[:TITLE_WORDS]))
        return desk.chance.choice(titles)
