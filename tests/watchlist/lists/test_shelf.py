"""Names on the shelf are found like those of the watchlist itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from watchlist.check import problems
from watchlist.lists.blocks import Faults, block_of, compile_block
from watchlist.lists.lines import read_json
from watchlist.lists.shelf import Shelf
from watchlist.mentions import Text
from watchlist.settings import WatchlistSettings
from watchlist.watchlist import Watchlist

ENTITIES: list[dict[str, Any]] = [
    {"id": "dez", "kind": "place", "name": "Deir ez-Zor", "names": {"ar": ["دير الزور"], "en": ["Deir ez-Zor"]}},
    {
        "id": "hajin",
        "kind": "place",
        "name": "Hajin",
        "within": "dez",
        "names": {"ar": [{"text": "هجين", "needs": "parent", "unless": ["سيارة هجين"]}], "en": ["Hajin"]},
    },
    {"id": "kakhovka", "kind": "place", "name": "Новая Каховка", "names": {"ru": ["Новая Каховка"]}},
    {
        "id": "hpg",
        "kind": "actor",
        "name": "HPG",
        "names": {"ku": ["Hêzên Parastina Gel"], "en": [{"text": "HPG", "case": "exact"}]},
    },
    {"id": "sdf", "kind": "actor", "name": "SDF"},
    {"id": "mo", "kind": "actor", "name": "МО", "names": {"ru": ["Министерство обороны РФ"]}},
]
ARTICLES = [
    Text("اشتباكات في هجين", "قال مصدر في SDF إن سيارة هجين مرت من دير الزور إلى هجين."),
    Text("هجين", "لا شيء"),
    Text("Сообщили в министерстве обороны РФ", "Министерству обороны РФ"),
    Text("В Новой Каховке", "Hêzên Parastina Gelê û Hajin; hpg HPG, Deir ez-Zor's streets"),
]


def shelf_of(*entities: dict[str, Any]) -> Shelf:
    """These entities in one list, once kept on a disk."""
    block = compile_block([json.dumps(entity).encode() + b"\n" for entity in entities], read_json)
    shelf = Shelf()
    shelf.put("lists/all.jsonl", 1, block_of(block.to_bytes()))
    return shelf


def settings_of(*entities: dict[str, Any]) -> WatchlistSettings:
    """The same in the watchlist itself."""
    plain: dict[str, list[dict[str, Any]]] = {"place": [], "actor": []}
    for entity in entities:
        plain[entity["kind"]].append({key: value for key, value in entity.items() if key != "kind"})
    return WatchlistSettings.model_validate({"places": plain["place"], "actors": plain["actor"]})


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("listed", range(len(ENTITIES) + 1))
def test_list_or_watchlist_is_the_same(article: Text, listed: int) -> None:
    """Conditions, the tree, cases, capitals and endings hold wherever an entity stands."""
    whole = Watchlist.from_settings(settings_of(*ENTITIES))
    parted = Watchlist.from_settings(settings_of(*ENTITIES[listed:]), shelf_of(*ENTITIES[:listed]))
    assert whole.evaluate(article).mentions
    assert parted.evaluate(article) == whole.evaluate(article)


@pytest.mark.parametrize("name", ["Tell\nAbyad", "Tell\x01Abyad", "Tell | Abyad", "ﷺ دير", "صه״ל"])
def test_any_letters_may_stand_in_a_name(name: str) -> None:
    """Names are packed side by side: nothing that one holds may end it."""
    entity = {"id": "x", "kind": "place", "name": name}
    whole, parted = (
        Watchlist.from_settings(settings_of(entity)),
        Watchlist.from_settings(WatchlistSettings(), shelf_of(entity, ENTITIES[4])),
    )
    article = Text(name, f"SDF, {name}")
    assert whole.evaluate(article).mentions == tuple(each for each in parted.match(article) if each.name_id == "x")
    assert len(parted.match(article)) == len(whole.match(article)) + 1


def test_many_names_with_one_first_word() -> None:
    """They are unpacked when the list is loaded: no article waits for a hundred thousand of them."""
    shelf = shelf_of(*({"id": f"t{n}", "kind": "place", "name": f"Tell Abyad{n}"} for n in range(1_000)))
    watchlist = Watchlist.from_settings(WatchlistSettings(), shelf)
    assert [mention.name_id for mention in watchlist.match(Text("", "In Tell Abyad77 today"))] == ["t77"]


def test_rules_know_listed_entities() -> None:
    """A rule in the watchlist speaks of places in a list."""
    settings = WatchlistSettings.model_validate({"rules": [{"id": "r", "when": "under:dez AND sdf"}]})
    shelf = shelf_of(*ENTITIES)
    assert problems(settings, shelf) == []
    held = Watchlist.from_settings(settings, shelf).evaluate(Text("", "SDF in Hajin")).held
    assert [rule.rule_id for rule in held] == ["r"]


@pytest.mark.parametrize(
    ("entity", "line", "message"),
    [
        ({"id": "dez", "kind": "actor", "name": "X"}, 2, "the id 'dez' is taken"),
        ({"id": "AND", "kind": "actor", "name": "X"}, 2, "a word of the rule language"),
        ({"id": "x", "kind": "place", "name": "X", "within": "dzz"}, 2, "no place has the id 'dzz'"),
        ({"id": "x", "kind": "place", "name": "X", "within": "x"}, 2, "lies within itself"),
        (
            {"id": "x", "kind": "actor", "name": "X", "names": {"en": [{"text": "X", "needs": {"names": ["dzz"]}}]}},
            2,
            "no place or actor has the id 'dzz'",
        ),
    ],
)
def test_mistakes_between_lines_name_both(entity: dict[str, Any], line: int, message: str) -> None:
    """What no line shows by itself is seen when all lie side by side."""
    (problem,) = problems(WatchlistSettings(), shelf_of(ENTITIES[0], entity))
    assert (problem.path[:2], message in problem.message) == (("lists/all.jsonl", line), True)


def test_mistakes_of_a_line_are_found_at_once() -> None:
    """Each with its number, and those of the names too."""
    lines = [b"\n", b"{}\n", json.dumps(ENTITIES[0] | {"names": {"ar": ["،"]}}).encode(), b"nonsense"]
    lines.append(json.dumps(ENTITIES[0] | {"names": {"ar": [{"text": "هجين", "needs": "parent"}]}}).encode())
    with pytest.raises(Faults) as caught:
        compile_block(lines, read_json)
    assert [number for number, _ in caught.value.faults] == [1, 2, 3, 4]
