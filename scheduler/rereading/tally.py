"""What reading pages again came to: sums, and each article that changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from scheduler.rereading.reader import Fate

if TYPE_CHECKING:
    from scheduler.rereading.change import Change
    from scheduler.rereading.reader import Reread


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of an article, without its text: there may be hundreds of thousands."""

    article: int
    url: str
    parts: tuple[str, ...]
    gone: tuple[str, ...]
    came: tuple[str, ...]
    mentions_gained: int
    mentions_lost: int
    alerts: int


@dataclass(slots=True)
class Tally:
    """What came out so far; the articles that change only where it ``lists`` them."""

    lists: bool = True
    fates: Counter[Fate] = field(default_factory=Counter)
    texts_changed: int = 0
    characters_gone: int = 0
    characters_came: int = 0
    mentions_gained: int = 0
    mentions_lost: int = 0
    alerts: int = 0
    changed: list[Changed] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages there were."""
        return self.fates.total()

    def add(self, reread: Reread) -> None:
        """Count a page."""
        self.fates[reread.fate] += 1
        if reread.change is None:
            return
        changed = _changed(reread, reread.change)
        if self.lists:
            self.changed.append(changed)
        self.texts_changed += reread.change.is_of_text
        self.characters_gone += sum(map(len, changed.gone))
        self.characters_came += sum(map(len, changed.came))
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
            "articles": [asdict(changed) for changed in self.changed],
        }


def _changed(reread: Reread, change: Change) -> Changed:
    return Changed(
        article=change.article.id,
        url=change.article.url,
        parts=change.parts,
        gone=change.gone,
        came=change.came,
        mentions_gained=reread.gained,
        mentions_lost=reread.lost,
        alerts=reread.alerts,
    )
