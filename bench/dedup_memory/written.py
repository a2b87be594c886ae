"""The sketches of a stream of articles: written texts, reprints of recent ones, and boilerplate that many share."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from scrapers.copies.nouns import PRINT_LIMIT, Sketch, Text
from scrapers.copies.sketching import SHORTEST_WORDS, sketch_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITTEN = 3000
_VOCABULARY = 20_000
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
# Half of all news has fewer than 250 words, a tenth more than 600.
_LOG_WORDS, _LOG_SPREAD = 5.5, 0.7
_REPRINTS, _BOILERPLATE = 0.2, 0.1
_RECENT = 20_000
_BOX_PRINTS = 10


def sketches(count: int) -> Iterator[Sketch]:
    """So many. Fingerprints of a few thousand texts stand for all: each time they are moved by another number."""
    chance = random.Random(20261122)  # noqa: S311 - a benchmark wants the same world each time
    written = list(_written(chance))
    boxes = [each.prints[:_BOX_PRINTS] for each in written[:20]]
    recent: list[Sketch] = []
    for number in range(count):
        sketch = _moved(chance.choice(written), chance.randrange(PRINT_LIMIT))
        if recent and chance.random() < _REPRINTS:
            sketch = chance.choice(recent)
        if chance.random() < _BOILERPLATE:
            sketch = Sketch(tuple(sorted({*sketch.prints[_BOX_PRINTS:], *chance.choice(boxes)})))
        recent[number % _RECENT : number % _RECENT + 1] = [sketch]
        yield sketch


def _written(chance: random.Random) -> Iterator[Sketch]:
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 7))) for _ in range(_VOCABULARY)]
    for _ in range(_WRITTEN):
        length = max(SHORTEST_WORDS, int(chance.lognormvariate(_LOG_WORDS, _LOG_SPREAD)))
        yield sketch_of(Text("", "", "", " ".join(chance.choices(words, k=length)), None))


def _moved(sketch: Sketch, by: int) -> Sketch:
    return Sketch(tuple(sorted({(each + by) % PRINT_LIMIT for each in sketch.prints})))
