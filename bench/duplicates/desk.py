"""A desk: one article as one outlet prints it, ready to be edited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bench.duplicates.wire import Draft, Style

if TYPE_CHECKING:
    import random

    from bench.duplicates.newsroom import Newsroom
    from bench.duplicates.wire import Wire


@dataclass(frozen=True, slots=True)
class Desk:
    """The wire, the outlet's habits, and what stands before and after the text."""

    room: Newsroom
    chance: random.Random
    wire: Wire
    style: Style
    dateline: str = ""
    credit: str = ""

    def draft(self) -> Draft:
        """The article as printed."""
        plain = self.wire.draft(self.style)
        (lead, *rest), *others = plain.paragraphs
        opened = (f"{self.dateline} {lead}".strip(), *rest)
        return Draft(plain.title, (opened, *map(tuple, others), *([(self.credit,)] if self.credit else [])))

    def about(self, wire: Wire) -> Desk:
        """The same outlet's report with another wire."""
        return replace(self, wire=wire)

    def styled(self, style: Style) -> Desk:
        """The same report written in another style."""
        return replace(self, style=style)

    def pick(self, name: str) -> str:
        """A line of the newsroom's texts."""
        return self.chance.choice(self.room.pieces[name])

    def some(self, name: str, count: int) -> list[str]:
        """So many different lines."""
        lines = self.room.pieces[name]
        return self.chance.sample(lines, min(count, len(lines)))


def desk_for(room: Newsroom, chance: random.Random, wire: Wire) -> Desk:
    """An outlet for a wire: most print a dateline, a few a credit, some write small numbers in words."""
    style = Style(
        words=chance.choice((0, 0, 10)),
        separator=chance.choice(("", "", separators(room)[0])),
        native_digits=_native(room, chance),
    )
    desk = Desk(room, chance, wire, style)
    dateline = dateline_of(desk) if chance.random() < 0.6 else ""
    return replace(desk, dateline=dateline, credit=desk.pick("credits") if chance.random() < 0.25 else "")


def dateline_of(desk: Desk, city: str = "") -> str:
    """Place and agency as they stand before a text; a report's own city, or a bureau's."""
    fact = desk.wire.facts.get("city")
    own = fact[desk.style.spelling % len(fact)] if isinstance(fact, tuple) else desk.pick("bureaus")
    return desk.pick("datelines").format(city=city or own, agency=desk.pick("agencies"))


def separators(room: Newsroom) -> tuple[str, ...]:
    """Signs between thousands that this language's outlets use."""
    return room.pieces["separators"]


def _native(room: Newsroom, chance: random.Random) -> bool:
    share = {"ar": 0.25, "fa": 0.8}.get(room.language, 0.0)
    return chance.random() < share
