"""What reading pages again came to: sums, and each article that changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scheduler.rereading.reader import Fate

if TYPE_CHECKING:
    from scheduler.rereading.change import Change
    from scheduler.rereading.reader import Reread


@dataclass(slots=True)
class Tally:
    """What came out so far."""

    fates: Counter[Fate] = field(default_factory=Counter)
    texts_changed: int = 0
    characters_gone: int = 0
    characters_came: int = 0
    mentions_gained: int = 0
    mentions_lost: int = 0
    alerts: int = 0
    changed: list[Reread] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages there were."""
        return self.fates.total()

    def add(self, reread: Reread) -> None:
        """Count a page."""
        self.fates[reread.fate] += 1
        if reread.change is None:
            return
        self.changed.append(reread)
        self.texts_changed += reread.change.is_of_text
        self.characters_gone += sum(map(len, reread.change.gone))
        self.characters_came += sum(map(len, reread.change.came))
        self.mentions_gained += reread.gained
        self.mentions_lost += reread.lost
        self.alerts += reread.alerts

    def record(self) -> dict[str, Any]:
        """All of it as one JSON object."""
        return {
            "pages": self.pages,
            **{str(fate): self.fates[fate] for fate in Fate},
            "texts_changed": self.texts_changed,
            "characters_gone": self.characters_gone,
            "characters_came": self.characters_came,
            "mentions_gained": self.mentions_gained,
            "mentions_lost": self.mentions_lost,
            "alerts": self.alerts,
            "articles": [_article(reread, reread.change) for reread in self.changed if reread.change is not None],
        }


def _article(reread: Reread, change: Change) -> dict[str, Any]:
    return {
        "article": change.article.id,
        "url": change.article.url,
        "parts": change.parts,
        "gone": change.gone,
        "came": change.came,
        "mentions_gained": reread.gained,
        "mentions_lost": reread.lost,
        "alerts": reread.alerts,
    }
