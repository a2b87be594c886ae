"""The longest match wins; what lies within it is reported, and does not alert."""

from __future__ import annotations

from tests.watchlist.world import surfaces, watching, watchlist_of
from watchlist.mentions import Text

FORCES = "قوات سوريا الديمقراطية"


def test_country_inside_forces() -> None:
    """سوريا inside the name of the forces says nothing about the country."""
    watchlist = watching("سوريا", FORCES)
    mentions = watchlist.match(Text("", f"{FORCES} في سوريا", "ar"))
    assert [(mention.name_id, mention.inside) for mention in mentions] == [("n1", None), ("n0", "n1"), ("n0", None)]


def test_same_entity_nests_too() -> None:
    """A shorter name of the same entity is part of the longer one."""
    names = {"ar": ["تنظيم الدولة", "تنظيم الدولة الإسلامية"]}
    watchlist = watchlist_of({"actors": [{"id": "is", "name": "is", "names": names}]})
    mentions = watchlist.match(Text("", "تنظيم “الدولة الإسلامية”", "ar"))
    assert [(mention.name, mention.inside) for mention in mentions] == [
        ("تنظيم الدولة الإسلامية", None),
        ("تنظيم الدولة", "is"),
    ]


def test_shared_name_yields_both() -> None:
    """Two entities with one name are both mentioned."""
    mentions = watching("الباب", "الباب").match(Text("", "في الباب", "ar"))
    assert [(mention.name_id, mention.counts) for mention in mentions] == [("n0", True), ("n1", True)]


def test_overlapping_names_both_count() -> None:
    """Neither of two names that overlap is part of the other."""
    assert surfaces(watching("مجلس دير الزور", "دير الزور العسكري"), "مجلس دير الزور العسكري") == [
        "مجلس دير الزور",
        "دير الزور العسكري",
    ]


def test_held_back_name_swallows_nothing() -> None:
    """A doubtful longer name must not silence a certain shorter one."""
    watchlist = watching("بذور هجين سوريا", "سوريا")
    assert surfaces(watchlist, "بذور هجين سوريا") == ["بذور هجين سوريا"]
    doubtful = watching({"text": "شارع سوريا", "needs": "context"}, "سوريا")
    mentions = doubtful.match(Text("", "شارع سوريا", "ar"))
    assert {mention.name_id: mention.inside for mention in mentions} == {"n0": None, "n1": None}


def test_one_mention_per_spelling() -> None:
    """Listed spellings that fold to one another give one mention, under the spelling that the text has."""
    names = {"ar": ["الرقة", "الرقه"]}
    watchlist = watchlist_of({"places": [{"id": "raqqa", "name": "Raqqa", "names": names}]})
    assert [mention.name for mention in watchlist.match(Text("", "بالرقه", "ar"))] == ["الرقه"]
