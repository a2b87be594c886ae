"""What the asker supposes of the article that is explained: from whom it comes, and in which language it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scheduler.explaining.subject import Source

if TYPE_CHECKING:
    from scheduler.explaining.subject import Subject


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is given stands in place of what was read; ``source`` is a feed's name or host, as ``source:`` asks."""

    source: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None

    def of(self, subject: Subject) -> Subject:
        """The article as if it were so."""
        known = subject.source
        source = known if self.source is None else Source(name=self.source, language=known.language, tags=known.tags)
        source = replace(source, tags=self.tags or known.tags)
        return replace(subject, source=source, language=self.language or subject.language)
