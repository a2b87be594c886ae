"""Phrases in which a name means something else: سيارة هجين is a hybrid car, whatever else the article says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.watchlist.world import watchlist_of
from watchlist.mentions import Text

if TYPE_CHECKING:
    from watchlist.watchlist import Watchlist

DEZ = {"id": "dez", "name": "Deir ez-Zor", "names": {"ar": ["دير الزور"], "en": ["Deir ez-Zor"]}}


def except_in(*phrases: str, text: str = "هجين", language: str = "ar", **more: object) -> Watchlist:
    """A village that is not meant in these phrases, and the place around it."""
    names = {language: [{"text": text, "unless": phrases, **more}]}
    return watchlist_of({"places": [DEZ, {"id": "village", "name": "-", "names": names, "within": "dez"}]})


def statuses(watchlist: Watchlist, text: str, title: str = "") -> list[str]:
    """What became of each mention of the village."""
    return [mention.status for mention in watchlist.match(Text(title, text)) if mention.name_id == "village"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("سيارة هجين", "excluded"),
        ("بسيارة هجين", "excluded"),
        ("وللسيارة الهجين", "none"),
        ("سَيّارة هَجين", "excluded"),
        ("سياره هجين", "excluded"),
        ("سيارة “هجين”", "excluded"),
        ("سيارة\nهجين", "excluded"),
        ("ﺳﻴﺎﺭﺓ هجين", "excluded"),
        ("سيارة، هجين", "hit"),
        ("سيارة في هجين", "hit"),
        ("سيارات هجين", "hit"),
        ("في هجين", "hit"),
        ("iPhone سيارة هجين 2024", "excluded"),
    ],
)
def test_phrase_is_read_like_a_name(text: str, status: str) -> None:
    """In normal form, with prefixes and quotation marks, and never across a comma."""
    assert (statuses(except_in("سيارة هجين"), text) or ["none"]) == [status]


def test_other_scripts_too() -> None:
    """Capitals of the phrase do not matter, those of the name do."""
    bath = except_in("Turkish Bath", "take a bath", text="Bath", language="en")
    assert statuses(bath, "a turkish Bath in Bath") == ["excluded", "hit"]
    assert statuses(bath, "في Turkish Bath") == ["excluded"]
    assert statuses(except_in("Том Круз", text="Том", language="ru"), "Том Круз и Том") == ["excluded", "hit"]
    assert statuses(except_in("Том Круз", text="Том", language="ru"), "у Тома Круза") == ["excluded"]


def test_overlap_is_enough() -> None:
    """The phrase may begin or end within a name of several words."""
    gate = except_in("باب الحارة", text="مسلسل باب", language="ar")
    assert statuses(gate, "مسلسل باب الحارة") == ["excluded"]


def test_only_this_mention_is_held_back() -> None:
    """The same name elsewhere in the article counts."""
    assert statuses(except_in("سيارة هجين"), "هجين", title="سيارة هجين") == ["excluded", "hit"]


def test_nothing_confirms_an_excluded_mention() -> None:
    """Neither a parent nor a context outweighs the phrase; the other mention is judged by itself."""
    village = except_in("سيارة هجين", needs="context")
    assert statuses(village, "سيارة هجين في دير الزور، ثم هجين") == ["excluded", "hit"]
    assert statuses(village, "سيارة هجين ثم هجين") == ["excluded", "needs_context"]


def test_excluded_mention_confirms_nothing() -> None:
    """A hybrid car is no context for a village called "the gate", nor one more mention."""
    hajin = {"id": "hajin", "name": "-", "names": {"ar": [{"text": "هجين", "unless": ["سيارة هجين"]}]}}
    for needs in ("context", {"names": ["hajin"]}, "parent"):
        names = {"ar": [{"text": "الباب", "needs": needs}]}
        watchlist = watchlist_of({"places": [hajin, {"id": "bab", "name": "-", "names": names, "within": "hajin"}]})
        assert [m.status == "hit" for m in watchlist.match(Text("", "سيارة هجين عند الباب"))] == [False, False]
        assert [m.status for m in watchlist.match(Text("", "هجين عند الباب"))] == ["hit", "hit"]
    twice = except_in("سيارة هجين", needs={"count": 2})
    assert statuses(twice, "سيارة هجين في هجين") == ["excluded", "needs_count"]


def test_excluded_long_name_swallows_nothing() -> None:
    """A short name inside it is still there."""
    road = {"id": "road", "name": "-", "names": {"ar": [{"text": "شارع سوريا", "unless": ["فيلم شارع سوريا"]}]}}
    watchlist = watchlist_of({"places": [road, {"id": "syria", "name": "-", "names": {"ar": ["سوريا"]}}]})
    found = {m.name_id: (m.status, m.inside) for m in watchlist.match(Text("", "فيلم شارع سوريا"))}
    assert found == {"road": ("excluded", None), "syria": ("hit", None)}


def test_same_name_without_the_phrase_still_counts() -> None:
    """Two places of one name are judged each by what it asks."""
    names = {"ar": [{"text": "هجين", "unless": ["سيارة هجين"]}]}
    watchlist = watchlist_of({"places": [{"id": "a", "name": "-", "names": names}, {"id": "b", "name": "هجين"}]})
    found = {m.name_id: m.status for m in watchlist.match(Text("", "سيارة هجين"))}
    assert found == {"a": "excluded", "b": "hit"}
