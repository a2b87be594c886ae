"""What passes between a page in the browser and the crawler: plain records, for both processes."""

from __future__ import annotations

from dataclasses import dataclass, field

SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the crawler has fetched it."""

    url: str
    content_type: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that the page asks for: a ``script``, or with ``fetch`` or ``xhr`` something for its scripts."""

    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Part:
    """What the crawler has fetched for the page."""

    status: int
    content_type: str
    body: bytes = field(repr=False)
