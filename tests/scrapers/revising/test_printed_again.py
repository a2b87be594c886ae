"""A correction that comes as another item: of what it repeats, and not of what others correct."""

from __future__ import annotations

import pytest

from scrapers.revising.cues import Cue
from scrapers.revising.deciding import LONGEST_NOTICE, Version
from scrapers.revising.printed_again import taken_back

STORY = Version(
    "Fire at the mill", "Nineteen trucks came.\nThe fire was out by noon.\nThe mill is old.\nPeople watched."
)


@pytest.mark.parametrize("head", ["Correction: ", "Clarification: ", "توضيح: ", "توضيح | ", "Уточнение: ", "Tekzip: "])
def test_heading_of_a_copy_counts(head: str) -> None:
    """Over the same text a doubtful heading is about that text."""
    (cue, notice) = taken_back([STORY], Version(head + STORY.title, STORY.body), is_own=False) or (None, "")
    assert (cue, notice) == (Cue.CORRECTED, head + STORY.title)


@pytest.mark.parametrize(
    "title", ["Market sees correction: fire at the mill", "توضيحات حول الحريق", "Fire at the mill"]
)
def test_other_words_are_no_heading(title: str) -> None:
    """They begin no title, or are others."""
    assert taken_back([STORY], Version(title, STORY.body), is_own=True) is None


def test_end_counts_for_its_own_outlet() -> None:
    """Notices stand at the end too; below another outlet's reprint they are about that outlet's pages."""
    ended = Version(STORY.title, f"{STORY.body}\nThis story has been corrected: nine trucks came.")
    assert taken_back([STORY], ended, is_own=False) is None
    assert taken_back([STORY], ended, is_own=True) is not None


def test_notice_deep_in_a_paragraph_is_no_opening() -> None:
    """A feed's text is one line; what another outlet appends to it is not how it opens."""
    line = f"{'The fire was out by noon. ' * 20}This story has been corrected."
    assert taken_back([STORY], Version(STORY.title, line), is_own=False) is None


def test_known_correction_is_no_news() -> None:
    """A text that was told of says it already, in whatever words."""
    told = Version("CORRECTION - Fire at the mill", STORY.body)
    assert taken_back([STORY, told], Version("Correction: Fire at the mill", STORY.body), is_own=False) is None


def test_retraction_goes_first() -> None:
    """It says more than a correction does."""
    both = Version("Retraction: Fire at the mill", f"Correction: nine trucks.\n{STORY.body}")
    assert taken_back([STORY], both, is_own=False) == (Cue.RETRACTED, "Retraction: Fire at the mill")


def test_notice_has_an_end() -> None:
    """It is kept with each alert."""
    long = Version("Correction: " + "x" * 5_000, STORY.body)
    (_, notice) = taken_back([STORY], long, is_own=True) or (None, "")
    assert len(notice) == LONGEST_NOTICE
