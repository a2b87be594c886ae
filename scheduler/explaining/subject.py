"""What is explained: an article of the archive, a page fetched now, or a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from archive.origins import Origins
from scheduler.texts import source_names
from watchlist.mentions import Text

if TYPE_CHECKING:
    from datetime import datetime

    from archive.page_tries import PageTries
    from archive.revisions import Revision


class Place(StrEnum):
    """Where the article was got from."""

    ARCHIVE = "archive"
    FETCHED = "fetched"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Source:
    """The feed that an article is taken to come from, as rules may ask about it."""

    url: str = ""
    name: str = ""
    language: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def called(self) -> tuple[str, ...]:
        """What ``source:`` may call it by."""
        return source_names(self.url, self.name)


@dataclass(frozen=True, slots=True)
class Subject:
    """The article as it was read; ``number`` and ``group`` are the archive's, None when it does not know them.

    ``backlog``: it came with the first poll of its feed and was too old to alert. ``others``: so many more articles
    of the archive have this address. ``origins`` says where each part of its metadata came from, ``revisions`` are what
    it said before it was edited.
    """

    origin: Place
    source: Source
    url: str
    title: str
    body: str
    language: str | None
    author: str | None
    published_at: datetime | None
    body_source: str
    page_status: str
    number: int | None = None
    group: int | None = None
    committed_at: datetime | None = None
    backlog: bool = False
    others: int = 0
    modified_at: datetime | None = None
    canonical_url: str | None = None
    section: str | None = None
    image_url: str | None = None
    origins: Origins = field(default_factory=Origins)
    extractor: str | None = None
    removed_lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    page_tries: PageTries | None = None
    revisions: tuple[Revision, ...] = ()

    @property
    def removed_share(self) -> float:
        """The part of the extractor's text that was taken away as the site's own."""
        removed = sum(map(len, self.removed_lines))
        return removed / max(1, removed + len(self.body))

    @property
    def text(self) -> Text:
        """The article as the watchlist reads it."""
        return Text(self.title, self.body, self.language, self.source.called, self.source.tags)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """An article that was read just now, and the hash by which the archive knows copies of it."""

    subject: Subject
    text_hash: str


class Unread(Exception):
    """There is no article to explain; the message says why."""
