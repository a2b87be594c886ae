"""Other news in the same words: one or more facts of a wire exchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.duplicates.wire import Amount, Fact, Wire

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

    from bench.duplicates.newsroom import Newsroom

    Maker = Callable[[Newsroom, random.Random, Wire], Wire | None]

_PLACES = ("village", "city")
_PEOPLE = ("person", "leader", "team")
_SMALL = 3  # below it nouns and goals are other
_DIGITS = re.compile(r"\d+$")


def one_place(room: Newsroom, chance: random.Random, wire: Wire) -> Wire | None:
    """Another place and nothing else."""
    return _one_of(room, chance, wire, [name for name in _leading(wire) if _bank(name) in _PLACES])


def one_name(room: Newsroom, chance: random.Random, wire: Wire) -> Wire | None:
    """Another person and nothing else."""
    return _one_of(room, chance, wire, [name for name in _leading(wire) if _bank(name) in _PEOPLE])


def one_number(room: Newsroom, chance: random.Random, wire: Wire) -> Wire | None:
    """Another figure in the lead and nothing else."""
    return _one_of(room, chance, wire, _figures(wire))


def elsewhere(room: Newsroom, chance: random.Random, wire: Wire) -> Wire | None:
    """The same report from another place, with one or two other figures."""
    moved = one_place(room, chance, wire)
    numbers = _figures(wire)
    if moved is None or not numbers:
        return None
    return _exchanged(room, chance, moved, chance.sample(numbers, min(len(numbers), chance.randint(1, 2))))


def follow_up(room: Newsroom, chance: random.Random, wire: Wire) -> Wire | None:
    """The same event with a toll that has risen."""
    del room
    told = [name for name in wire.toll if name in _leading(wire)]
    if not told:
        return None
    more = {name: _risen(wire.facts[name], chance) for name in told}
    return wire.with_facts(**more)


def another_visit(room: Newsroom, chance: random.Random, wire: Wire) -> Wire | None:
    """The same person in another city."""
    return _exchanged(room, chance, wire, ["city", "person"]) if "leader" in wire.facts else None


def next_of_series(room: Newsroom, chance: random.Random, wire: Wire) -> Wire:
    """Tomorrow's figures; or the next death, sentence, match, of which more or less is as it was in the last."""
    if not wire.vary:
        return _exchanged(room, chance, wire, _amounts(wire))
    subject, *others = wire.vary
    return _exchanged(room, chance, wire, [subject, *chance.sample(others, chance.randint(1, len(others)))])


def one_figure(room: Newsroom, chance: random.Random, wire: Wire) -> Wire:
    """The next bulletin, in which one figure alone has moved."""
    return _exchanged(room, chance, wire, [chance.choice(_amounts(wire))])


def _amounts(wire: Wire) -> list[str]:
    return sorted(name for name, fact in wire.facts.items() if isinstance(fact, Amount))


def _leading(wire: Wire) -> list[str]:
    """Slots that the first sentence tells, whose change is other news."""
    lead = wire.paragraphs[0][0]
    return sorted(name for name in wire.used() if re.search(rf"\{{{name}\b", lead))


def _figures(wire: Wire) -> list[str]:
    """Leading numbers; another age of the same person would be a slip of the pen."""
    return [name for name in _leading(wire) if isinstance(wire.facts[name], Amount) and name != "age"]


def _bank(name: str) -> str:
    return _DIGITS.sub("", name)


def _one_of(room: Newsroom, chance: random.Random, wire: Wire, names: list[str]) -> Wire | None:
    return _exchanged(room, chance, wire, [chance.choice(names)]) if names else None


def _exchanged(room: Newsroom, chance: random.Random, wire: Wire, names: Iterable[str]) -> Wire:
    for name in names:
        wire = wire.with_facts(**{name: _other(room, chance, wire, name)})
    return wire


def _other(room: Newsroom, chance: random.Random, wire: Wire, name: str) -> Fact:
    fact = wire.facts[name]
    if isinstance(fact, Amount):
        return Amount(_other_value(chance, fact), fact.form)
    taken = set(wire.facts.values())
    return chance.choice([value for value in room.names[_bank(name)] if value not in taken])


def _other_value(chance: random.Random, amount: Amount) -> int:
    """Of the same size, so that the words around it stay true; times of day move by minutes."""
    value = amount.value
    if amount.form == "clock":
        return value + chance.choice((-3, -2, -1, 1, 2, 3))
    if value < _SMALL:
        return chance.choice([other for other in range(_SMALL) if other != value])
    least, most = max(_SMALL, value * 2 // 3), max(value + 4, value * 3 // 2)
    return chance.choice([other for other in range(least, min(most, least + 5000)) if other != value])


def _risen(fact: Fact, chance: random.Random) -> Fact:
    assert isinstance(fact, Amount)
    return Amount(fact.value + chance.randint(2, 7), fact.form)
