"""Packed names are found where a text leads to them, and stay strings everywhere else."""

from __future__ import annotations

from watchlist.lists.lines import read_json
from watchlist.lists.packed_node import PackedNode
from watchlist.lists.records import below, joined, packed, unpacked
from watchlist.names import watched_name
from watchlist.places import PlaceTree

TOWN = read_json('{"id": "t", "kind": "place", "name": "تل أبيض"}'.encode())


def node_of(*rests: str) -> PackedNode:
    """A node below which names of the town go on so."""
    return PackedNode(
        *unpacked(joined(below(rest, packed(TOWN, "ar", "تل أبيض", "")) for rest in rests)), PlaceTree([])
    )


def test_names_of_several_words_lie_below_each_other() -> None:
    """تل, تل أبيض and تل أبيض الشرقي are three names of which each begins the next."""
    node = node_of("", "ابيض", "ابيض\1الشرقي", "تمر")
    assert [name.text for name in node.names] == ["تل أبيض"]
    assert set(node.forms) == {"ابيض", "تمر"}
    child = node.child("ابيض")
    assert child is not None
    assert (child.ends_a_name, list(child.forms)) == (True, ["الشرقي"])
    assert [name.name_id for name in child.names] == ["t"]
    assert node.child("حلف") is None


def test_the_same_node_each_time() -> None:
    """What was unpacked once is not unpacked again."""
    node = node_of("ابيض")
    assert node.child("ابيض") is node.child("ابيض")


def test_packed_and_ready_names_in_one_place() -> None:
    """A name of the watchlist itself goes where listed ones lie, and comes first."""
    node = node_of("ابيض")
    node.add(("ابيض",), watched_name("own", "place", "تل أبيض"))
    node.add(("حلف",), watched_name("own", "place", "تل حلف"))
    child = node.child("ابيض")
    assert child is not None
    assert [name.name_id for name in child.names] == ["own", "t"]
    assert set(node.forms) == {"ابيض", "حلف"}
    assert node.may_lead_on("حلفا")
    assert not node.may_lead_on("كوجر")
