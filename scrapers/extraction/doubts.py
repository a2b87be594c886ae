"""What is doubtful about a body: a person who reads an alert, or tends a site's rules, should know."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from scrapers.extraction.body import PRECISE
from scrapers.site_rules.rule import RULE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.extraction.body import Body

_SHORT_CHARACTERS = 250
_MUCH = 0.5


class Doubt(StrEnum):
    """A named one; docs/operations.md says what each means."""

    SHORT_TEXT = "short_text"
    MUCH_REMOVED = "much_removed"
    OTHER_EXTRACTOR = "other_extractor"


def doubts(body: Body) -> tuple[Doubt, ...]:
    """All of them about a body."""
    return tuple(_doubts(body))


def _doubts(body: Body) -> Iterator[Doubt]:
    removed = sum(map(len, body.removed))
    if len(body.text) < _SHORT_CHARACTERS:
        yield Doubt.SHORT_TEXT
    if removed > _MUCH * (removed + len(body.text)):
        yield Doubt.MUCH_REMOVED
    if body.extractor not in {PRECISE, RULE}:
        yield Doubt.OTHER_EXTRACTOR
