"""What is known of an article besides its text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from archive.origins import Origins

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.origins import Origin

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """Something that a page says, and where it says it."""

    value: T
    origin: Origin


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; times keep the zone they were given with.

    ``summaries`` and ``article_body`` are what it says to machines of the text, ``site`` the names that it gives its
    site, for whoever looks for the text.
    """

    title: str = ""
    author: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    canonical_url: str | None = None
    section: str | None = None
    image_url: str | None = None
    origins: Origins = field(default_factory=Origins)
    summaries: tuple[str, ...] = ()
    article_body: str = ""
    site: str = ""

    def rewritten(self, rewrite: Callable[[str], str]) -> Metadata:
        """The same with each text that a reader sees rewritten."""
        return replace(
            self,
            title=rewrite(self.title),
            author=rewrite(self.author) if self.author else None,
            section=rewrite(self.section) if self.section else None,
        )
