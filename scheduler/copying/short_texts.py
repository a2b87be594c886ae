"""Texts too short for fingerprints: what stands at the same address in the same words is the same item again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.comparisons import Comparison
from archive.elders import elders_of
from scheduler.copying.judging import with_verdict
from scheduler.copying.subject import text_of_elder
from scrapers.copies.nouns import Relation, Verdict
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from archive.database import Archive
    from archive.elders import Elders
    from scheduler.copying.subject import Subject
    from scrapers.copies.nouns import Text

_ALONE = Comparison(prints=b"")


async def short_comparison(archive: Archive, subject: Subject, numbers: frozenset[int]) -> Comparison:
    """What the commit needs to know of a short text, given the entries at its address; raises ArchiveError."""
    return short_among(subject.text, numbers, await archive.read(elders_of, numbers)) if numbers else _ALONE


def short_among(text: Text, numbers: frozenset[int], elders: Elders) -> Comparison:
    """The same, given these entries' articles."""
    kept = elders.by_entry
    same = [each for each in sorted(numbers & kept.keys()) if _is_same(text, text_of_elder(kept[each]))]
    return with_verdict(_ALONE, Verdict(same[0], Relation.AGAIN, 1.0, ()), elders) if same else _ALONE


def _is_same(text: Text, elder: Text) -> bool:
    """Whether outlet, title and words are the same, and the day where both know it: an alarm may sound tomorrow."""
    if text.outlet != elder.outlet or _words(text) != _words(elder):
        return False
    days = {each.published_at.date() for each in (text, elder) if each.published_at is not None}
    return len(days) < 2  # noqa: PLR2004 - one day, or none that is known


def _words(text: Text) -> tuple[list[str], list[str]]:
    return normal_words(text.title), normal_words(text.body)
