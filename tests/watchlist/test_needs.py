"""What an entry can ask of an article before one of its names counts, in each of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.watchlist.needing import ACTORS, PLACES, hajin
from tests.watchlist.world import watchlist_of
from watchlist.mentions import Text

if TYPE_CHECKING:
    from watchlist.watchlist import Watchlist


def statuses(watchlist: Watchlist, text: str, title: str = "") -> list[str]:
    """What became of each mention of Hajin, offsets checked."""
    mentions = watchlist.match(Text(title, text))
    assert all({"title": title, "text": text}[m.field][m.start : m.end] == m.surface for m in mentions)
    return [mention.status for mention in mentions if mention.name_id == "hajin"]


def test_nothing_is_asked() -> None:
    """The owner has confirmed the name: it counts as a plain one does."""
    assert statuses(hajin("nothing"), "بذور هجين") == ["hit"]


@pytest.mark.parametrize(
    ("title", "text", "status"),
    [
        ("", "اشتباكات في هجين بريف دير الزور", "hit"),
        ("معارك في سوريا", "وصلوا إلى هجين", "hit"),
        ("", "بذور هجين في الرقة", "needs_parent"),
        ("", "مدينة هجين", "needs_parent"),
        ("", "قسد دخلت هجين", "needs_parent"),
        ("", "Clashes in Hajin, Deir ez-Zor", "hit"),
        ("", "Clashes in Hajin, Raqqa", "needs_parent"),
        ("", "قال Smith إن Hajin في دير الزور", "hit"),
    ],
)
def test_parent_confirms(title: str, text: str, status: str) -> None:
    """At any depth outwards, in any language, anywhere; a neighbour, an actor or a word for town does not."""
    assert statuses(hajin("parent"), text, title) == [status]


def test_parent_inside_an_actor_does_not_confirm() -> None:
    """سوريا inside the name of the forces is not the country."""
    assert statuses(hajin("parent"), "قوات سوريا الديمقراطية وبذور هجين") == ["needs_parent"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("في “هجين” أمس", "hit"),
        ("«هجين»", "hit"),
        ("لـ”هجين”", "hit"),
        ("”بهجين”", "hit"),
        ('the "Hajin" pocket', "hit"),
        ("the ‘Hajin’ pocket", "hit"),
        ("la ville de «\u00a0Hajin\u00a0»", "hit"),
        ('منطقة \u200f"Hajin"\u200f المحررة', "hit"),
        ("“بلدة” هجين “قديمة”", "needs_quotes"),
        ("“قالوا إن هجين محررة”", "needs_quotes"),
        ("Hajin's", "needs_quotes"),
        ("هجين”", "needs_quotes"),
        ("هجين", "needs_quotes"),
    ],
)
def test_quotes_confirm(text: str, status: str) -> None:
    """The name itself must be quoted; marks around something else say nothing."""
    assert statuses(hajin("quotes"), text) == [status]


def test_count_is_of_the_article() -> None:
    """Title and text together; each mention then counts."""
    assert statuses(hajin({"count": 2}), "في هجين", "هجين") == ["hit", "hit"]
    assert statuses(hajin({"count": 3}), "في Hajin", "هجين") == ["needs_count", "needs_count"]


def test_count_takes_a_long_name_once() -> None:
    """The short name inside the long one is not a second mention."""
    names = {"ar": [{"text": "الدولة", "needs": {"count": 2}}, {"text": "تنظيم الدولة", "needs": {"count": 2}}]}
    watchlist = watchlist_of({"actors": [{"id": "is", "name": "IS", "names": names}]})
    assert {mention.status for mention in watchlist.match(Text("", "تنظيم الدولة"))} == {"needs_count"}
    assert {mention.status for mention in watchlist.match(Text("", "تنظيم الدولة والدولة"))} == {"hit"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("جيب هجين", "hit"),
        ("هجين. وفي الجيب الأخير", "needs_context"),
        ("بجيب صغير قرب هجين", "hit"),
        ("هجين ثم كلام طويل جدا لا ينتهي عن جيب", "needs_context"),
        ("مدينة هجين", "needs_context"),
        ("the Hajin pocket", "hit"),
        ("جيب Hajin", "hit"),
        ("Pocket of Hajin", "hit"),
    ],
)
def test_own_cue_confirms_within_its_words(text: str, status: str) -> None:
    """Cues are read like names: with prefixes, whatever their capitals; they take the place of the known ones."""
    assert statuses(hajin({"cues": ["جيب", "pocket"], "words": 3}), text) == [status]


def test_cue_may_be_anywhere() -> None:
    """Without a number of words the whole article counts, the title too."""
    assert statuses(hajin({"cues": ["آخر جيب"]}), "وصلوا إلى هجين", "معركة آخر جيب") == ["hit"]


@pytest.mark.parametrize(
    ("words", "text", "status"),
    [
        (1, "قسد هجين", "hit"),
        (1, "قسد في هجين", "needs_context"),
        (2, "قسد في وهجين", "hit"),
        (2, "هجين، تنفي قسد", "hit"),
        (1, "هجين، تنفي قسد", "needs_context"),
        (2, "SDF near Hajin", "hit"),
        (1, "SDF near Hajin", "needs_context"),
        (2, "قوات سوريا الديمقراطية في Hajin", "hit"),
    ],
)
def test_distance_is_counted_in_words(words: int, text: str, status: str) -> None:
    """One word away is right beside it; a name of three words is as near as its nearest."""
    assert statuses(hajin({"names": ["sdf"], "words": words}), text) == [status]


def test_names_may_be_anywhere() -> None:
    """Only those that are listed confirm."""
    assert statuses(hajin({"names": ["sdf", "raqqa"]}), "وصلوا إلى هجين", "قسد") == ["hit"]
    assert statuses(hajin({"names": ["sdf", "raqqa"]}), "هجين في دير الزور") == ["needs_context"]


def test_all_of_a_mapping_must_hold() -> None:
    """The status is that of the first part that does not."""
    needs = {"names": ["sdf"], "quotes": True, "count": 2}
    assert statuses(hajin(needs), "قسد في “هجين” ثم “هجين”") == ["hit", "hit"]
    assert statuses(hajin(needs), "قسد في “هجين” ثم هجين") == ["hit", "needs_quotes"]
    assert statuses(hajin(needs), "قسد في “هجين”") == ["needs_count"]
    assert statuses(hajin(needs), "“هجين” و“هجين”") == ["needs_context", "needs_context"]


def test_one_of_a_list_is_enough() -> None:
    """The status is that of the first way when none holds."""
    needs = ["parent", {"cues": ["جيب"], "words": 1}, "quotes"]
    assert statuses(hajin(needs), "جيب هجين") == ["hit"]
    assert statuses(hajin(needs), "“هجين”") == ["hit"]
    assert statuses(hajin(needs), "هجين في سوريا") == ["hit"]
    assert statuses(hajin(needs), "بذور هجين") == ["needs_parent"]
    assert statuses(hajin(["parent", "nothing"]), "بذور هجين") == ["hit"]


def test_confirmed_name_confirms() -> None:
    """Certainty is handed on; two doubts are still none."""
    doubtful = {"id": "bab", "name": "Bab", "names": {"ar": [{"text": "الباب", "needs": {"names": ["hajin"]}}]}}
    village = {"id": "hajin", "name": "Hajin", "names": {"ar": [{"text": "هجين", "needs": "context"}]}}
    watchlist = watchlist_of({"places": [doubtful, village], "actors": ACTORS})
    assert [mention.status for mention in watchlist.match(Text("", "الباب وهجين وقسد"))] == ["hit", "hit", "hit"]
    assert {mention.status for mention in watchlist.match(Text("", "الباب ثم هجين"))} == {"needs_context"}


def test_part_of_a_confirmed_name_confirms_nothing() -> None:
    """Whichever of the two is looked at first: سوريا in the name of a street is not the country."""
    street = {"id": "street", "name": "-", "names": {"ar": [{"text": "شارع سوريا", "needs": "context"}]}}
    village = {"id": "hajin", "name": "-", "names": {"ar": [{"text": "هجين", "needs": "parent"}]}, "within": "dez"}
    watchlist = watchlist_of({"places": [*PLACES, street, village], "actors": ACTORS})
    text = "قسد في شارع سوريا، بذور هجين"
    found = {mention.name_id: (mention.status, mention.inside) for mention in watchlist.match(Text("", text))}
    assert found == {
        "sdf": ("hit", None),
        "street": ("hit", None),
        "syria": ("hit", "street"),
        "hajin": ("needs_parent", None),
    }
    alone = {mention.name_id: (mention.status, mention.inside) for mention in watchlist.match(Text("", "شارع سوريا"))}
    assert alone == {"street": ("needs_context", None), "syria": ("hit", None)}


def test_certainty_goes_down_a_chain() -> None:
    """In whatever order the names stand; a ring without a sure name stays in doubt."""
    chain = [
        {"id": f"p{at}", "name": "-", "names": {"en": [{"text": name, "needs": {"names": [f"p{at - 1}"]}}]}}
        for at, name in enumerate(("Anna", "Brno", "Cadiz", "Derby"), start=1)
    ]
    ringed = [{"id": "p0", "name": "-", "names": {"en": [{"text": "Zadar", "needs": {"names": ["p4"]}}]}}, *chain]
    text = Text("", "Derby, Brno, Zadar, Cadiz, Anna")
    assert {m.status for m in watchlist_of({"places": ringed}).match(text)} == {"needs_context"}
    sure = [{"id": "p0", "name": "Zadar"}, *chain]
    assert {m.status for m in watchlist_of({"places": sure}).match(text)} == {"hit"}
