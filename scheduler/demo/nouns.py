"""The demo's nouns: who publishes what, when, and which alerts must follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Story:
    """A text that outlets may carry; ``names`` are the ids of the watched names it mentions."""

    key: str
    language: Literal["ar", "en"]
    title: str
    summary: str
    caption: str
    paragraphs: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news site: its language, the encoding it is served in, the form of its feed, the state of its pages."""

    key: str
    name: str
    language: Literal["ar", "en"]
    charset: str = "utf-8"
    form: Literal["rss", "atom"] = "rss"
    pages: Literal["whole", "broken"] = "whole"


@dataclass(frozen=True, slots=True)
class Publication:
    """An outlet publishes a story, so many seconds after the start, dated so many hours back.

    ``known`` are the watched names that are no news any more, for another version of the story was told with them.
    """

    at_seconds: float
    outlet: str
    story: Story
    hours_old: float = 0.0
    alerts: bool = True
    known: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """The watched names that must be alerted because of it, once for all copies of the story."""
        return self.story.names - self.known if self.alerts else frozenset()


@dataclass(frozen=True, slots=True)
class Edit:
    """An outlet puts another version in the place of the story with that key, at the same address."""

    at_seconds: float
    outlet: str
    key: str
    story: Story
    known: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """The watched names that must be alerted because of it: those that the first version had not."""
        return self.story.names - self.known


@dataclass(frozen=True, slots=True)
class Republication:
    """An outlet gives new guids to everything in its feed."""

    at_seconds: float
    outlet: str


Event = Publication | Edit | Republication


@dataclass(frozen=True, slots=True)
class Item:
    """A story as it stands in an outlet's feed."""

    guid: str
    path: str
    story: Story
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ExpectedAlert:
    """What must reach each channel exactly once: the story (in whichever outlet was first) and the watched name."""

    story: str
    name: str
