"""What an entry can ask of its names: exact letters, capitals, context."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching, watchlist_of
from watchlist.mentions import Text

HAJIN: dict[str, object] = {"text": "هجين", "needs": "context"}


def test_exact_name_keeps_letters() -> None:
    """Where a hamza makes another word, the entry says so."""
    watchlist = watching({"text": "آمال", "exact": True})
    assert surfaces(watchlist, "أمال وآمال") == ["آمال"]


@pytest.mark.parametrize(
    ("case", "found"),
    [("any", ["imam", "Imam", "IMAM"]), ("capital", ["Imam", "IMAM"]), ("exact", ["Imam"])],
)
def test_case_is_chosen(case: str, found: list[str]) -> None:
    """The capital rule suits most names; the entry can loosen or tighten it."""
    assert surfaces(watching({"text": "Imam", "case": case}, language="en"), "imam, Imam, IMAM") == found


def test_bare_hybrid_is_held_back() -> None:
    """هجين alone means "hybrid": held back, and it says why."""
    (mention,) = watching(HAJIN).match(Text("", "زراعة بذور هجين في الحقول", "ar"))
    assert (mention.status, mention.surface) == ("needs_context", "هجين")


@pytest.mark.parametrize("text", ["في مدينة هجين", "وقصف بلدة “هجين”", "سكان هجين"])
def test_cue_word_confirms(text: str) -> None:
    """A word such as "town" beside the name settles it."""
    assert surfaces(watching(HAJIN), text) == ["هجين"]


@pytest.mark.parametrize("text", ["غادر المدينة. هجين جديد", "مدينة قديمة. سيارة هجين"])
def test_far_cue_does_not(text: str) -> None:
    """A cue in another sentence says nothing."""
    assert surfaces(watching(HAJIN), text) == []


def test_other_name_confirms() -> None:
    """The parent place in the title confirms the name in the text."""
    mentions = watching(HAJIN, "دير الزور").match(Text("معارك في دير الزور", "وصلت إلى هجين", "ar"))
    assert [mention.status for mention in mentions] == ["hit", "hit"]


def test_ambiguous_names_do_not_confirm_each_other() -> None:
    """Two doubts are no certainty."""
    watchlist = watching(HAJIN, {"text": "الباب", "needs": "context"})
    assert surfaces(watchlist, "هجين عند الباب") == []


def test_surrounding_name_does_not_confirm() -> None:
    """A company named with the word tells nothing about the town."""
    mentions = watching(HAJIN, "شركة هجين").match(Text("", "شركة هجين", "ar"))
    assert {mention.name_id: mention.status for mention in mentions} == {"n0": "needs_context", "n1": "hit"}


def test_sure_name_goes_first() -> None:
    """An entity that lists a word twice, once with a condition, has it without one."""
    document = {"places": [{"id": "x", "name": "x", "names": {"ar": [HAJIN], "fa": ["هجین"]}}]}
    assert surfaces(watchlist_of(document), "هجين") == ["هجين"]
