"""What the service asks of a body extractor, so that another one can take its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from scrapers.extraction.metadata.record import Metadata


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in a page; empty or None where it was not."""

    body: str = ""
    metadata: Metadata = field(default_factory=Metadata)


class Extractor(Protocol):
    """Finds the article in a page."""

    def extract(self, html: str, url: str, *, guess: bool) -> Extraction:
        """The article in ``html``; the body is plain text, a paragraph a line. Never raises for bad HTML.

        ``guess``: guess the day of publication where the page does not give it.
        """
