"""Wires of a newsroom: those written whole, and those put together from a topic's sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

    from bench.duplicates.newsroom import Newsroom
    from bench.duplicates.wire import Wire

from bench.duplicates.newsroom import paragraphs_of


def written(room: Newsroom, chance: random.Random) -> Iterator[Wire]:
    """Every wire once, with facts drawn anew."""
    for story in room.wires:
        parts = paragraphs_of(story["text"])
        yield room.wire(story, (*parts, *_ending(room, chance)), chance)


def composed(room: Newsroom, chance: random.Random, each: int) -> Iterator[Wire]:
    """So many stories of every topic."""
    for topic in room.topics:
        for _ in range(each):
            yield one_composed(room, chance, topic, _ending(room, chance))


def one_composed(
    room: Newsroom, chance: random.Random, topic: Mapping[str, Any], ending: tuple[tuple[str, ...], ...]
) -> Wire:
    """A lead, four to seven details in a fixed order of their own, one or two quotes."""
    details = [_turned(one, chance) for one in chance.sample(_lines(topic, "details"), chance.randint(4, 7))]
    quotes = chance.sample(_lines(topic, "quotes"), chance.randint(1, 2))
    lead = (chance.choice(_lines(topic, "leads")), details.pop())
    parts = [tuple(details[at : at + 2]) for at in range(0, len(details), 2)]
    for quote in quotes:
        parts.insert(chance.randint(1, len(parts)), (quote,))
    return room.wire(topic, (lead, *parts, *ending), chance)


def _ending(room: Newsroom, chance: random.Random) -> tuple[tuple[str, ...], ...]:
    """Backgrounds as they stand under many stories; under a long one several."""
    return tuple(room.backgrounds(chance, chance.choice((0, 0, 0, 1, 1, 3))))


def _lines(topic: Mapping[str, Any], part: str) -> list[str]:
    return [line.strip() for line in str(topic[part]).strip().splitlines()]


def _turned(sentence: str, chance: random.Random) -> str:
    """Either wording first."""
    wordings = [one.strip() for one in sentence.split("||")]
    return " || ".join(chance.sample(wordings, len(wordings)))
