"""Where a message stands among others: the copies of its article, an article that it resembles, what is new in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Version:
    """An article elsewhere: whose, where, and when it was published or else first seen."""

    outlet: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reprints:
    """The other outlets that have the text, in the order in which they had it, and the versions worth a look.

    ``earliest`` and ``fullest`` are None where that is the article itself.
    """

    outlets: tuple[str, ...] = ()
    earliest: Version | None = None
    fullest: Version | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a message stands among others: ``id`` is the same for all alerts of a copy group.

    ``resembled`` is the article that an alert is like but for its changes, None when it is kept no more.
    """

    id: str
    reprints: Reprints = field(default_factory=Reprints)
    resembled: Version | None = None
