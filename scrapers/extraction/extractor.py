"""What the service asks of a body extractor, so that another one can take its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in a page; empty or None where it was not."""

    title: str = ""
    body: str = ""
    author: str | None = None
    published: datetime | None = None


class Extractor(Protocol):
    """Finds the article in a page."""

    def extract(self, html: str, url: str, *, guess: bool) -> Extraction:
        """The article in ``html``; the body is plain text, a paragraph a line. Never raises for bad HTML.

        ``guess``: look for title, author and date in the text too, where the page does not say them to machines.
        """
