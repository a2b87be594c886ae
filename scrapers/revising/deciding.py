"""What becomes of an article that was read once more and says something else now. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from scrapers.revising.change_ratio import change_ratio
from scrapers.revising.compared_words import compared_words, lasting_words
from scrapers.revising.cues import Cue, new_cue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# Of the runs of three words of one of the texts.
SMALL_CHANGE = 0.03
# A page that shows so much less of an article than before shows it no more: a wall, an error, half a page.
_SHRUNK = 3
LONGEST_NOTICE = 300
_REWRITTEN = 0.5


class Verdict(StrEnum):
    """What a new version of an article is; the last three take the old one's place.

    ``small``: less than 3 % differs; ``shrunk``: most of the article is not there.
    """

    SAME = "same"
    SMALL = "small"
    SHRUNK = "shrunk"
    REVISED = "revised"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


REPLACES = frozenset({Verdict.REVISED, Verdict.CORRECTED, Verdict.RETRACTED})


@dataclass(frozen=True, slots=True)
class Version:
    """What an article says, or said."""

    title: str
    body: str

    def lines(self) -> Iterator[str]:
        """Title and paragraphs."""
        yield self.title
        yield from self.body.split("\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """What the new version is, the share of the texts that differs, and the notice of a correction or retraction."""

    verdict: Verdict
    changed: float
    notice: str = ""

    @property
    def is_rewritten(self) -> bool:
        """Whether so much differs that the page may show another article by now."""
        return self.changed >= _REWRITTEN


def judge_edit(before: Version, after: Version, furniture: Collection[str] = ()) -> Edit:
    """What an article has become; ``furniture`` are lines that are known by now to be none of its text.

    Times, dates and counters are no change, and nor are points, case and vowel signs.
    """
    old, new = (compared_words(_without(version, furniture)) for version in (before, after))
    changed = change_ratio(old, new)
    if not changed:
        return Edit(Verdict.SAME, 0.0)
    cue = new_cue(before.lines(), after.lines())
    if cue is not None:
        return Edit(_of_cue(cue[0]), changed, cue[1].strip()[:LONGEST_NOTICE])
    if len(after.body) * _SHRUNK < len(before.body):
        return Edit(Verdict.SHRUNK, changed)
    if _counts_only(before, after, furniture):
        return Edit(Verdict.SMALL, changed)
    retitled = compared_words(before.title) != compared_words(after.title)
    return Edit(Verdict.REVISED if retitled or changed >= SMALL_CHANGE else Verdict.SMALL, changed)


def _counts_only(before: Version, after: Version, furniture: Collection[str]) -> bool:
    """Whether only the titles differ, and only by what may count by itself."""
    if lasting_words(before.title) != lasting_words(after.title):
        return False
    old, new = (compared_words(_without(replace(version, title=""), furniture)) for version in (before, after))
    return old == new


def _without(version: Version, furniture: Collection[str]) -> str:
    return "\n".join(line for line in version.lines() if line not in furniture)


def _of_cue(cue: Cue) -> Verdict:
    return Verdict.RETRACTED if cue is Cue.RETRACTED else Verdict.CORRECTED
